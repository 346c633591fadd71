"""The demo region: invented vacancies, clients and courses, written as files that a municipality would receive."""

from pipelines.demo.files import DemoFiles, write_region

__all__ = ["DemoFiles", "write_region"]
