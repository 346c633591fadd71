"""The courses of a home, with their offerings."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select

from matcher.domain import Course
from matcher.errors import InputError
from pipelines.store.codec import course_from_document, course_to_document, to_json
from pipelines.store.connection import reading, writing
from pipelines.store.tables import courses


@dataclass(frozen=True, slots=True)
class CourseStore:
    """Courses are replaced as a whole: an import of courses says all that there is."""

    engine: Engine

    def replace_all(self, new: Iterable[Course]) -> int:
        """Put these courses in the place of all that were there and return how many; all or nothing.

        InputError when an id comes twice.
        """
        documents: dict[str, str] = {}
        for course in new:
            if course.id in documents:
                raise InputError(f"cursus {course.id} komt twee keer voor; geef elke cursus een eigen id")
            documents[course.id] = to_json(course_to_document(course))
        with writing(self.engine) as connection:
            connection.execute(delete(courses))
            if documents:
                rows = [{"id": key, "document": document} for key, document in documents.items()]
                connection.execute(insert(courses), rows)
        return len(documents)

    def all(self) -> tuple[Course, ...]:
        """Return every course, by id."""
        with reading(self.engine) as connection:
            documents = connection.scalars(select(courses.c.document)).all()
        found = (course_from_document(json.loads(document)) for document in documents)
        return tuple(sorted(found, key=lambda course: course.id))
