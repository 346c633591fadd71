"""`make bench`: measure, and print a Markdown table a subject."""

import argparse
from pathlib import Path

from benchmarks.advise import measure_advise
from benchmarks.candidates import measure_candidates
from benchmarks.commute import measure_commute
from benchmarks.ingest import measure_ingest
from benchmarks.linking import measure_linking
from benchmarks.reskill import measure_reskill
from benchmarks.service import measure_service
from benchmarks.streets import measure_streets
from benchmarks.tables import print_table
from benchmarks.taxonomy import measure_taxonomy
from benchmarks.transitions import measure_transitions
from benchmarks.trends import measure_trends
from benchmarks.vum import measure_vum


def main() -> None:
    """Run the benchmarks; a market of 100,000 is made once and kept in the folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("var/bench"), help="where made markets are kept")
    parser.add_argument("--vacancies", type=int, default=100_000, help="size of the market of the first rows")
    parser.add_argument("--data", type=Path, help="a folder with real data: an ESCO download, judged queries")
    options = parser.parse_args()
    print_table("Reading in", measure_ingest(options.folder))
    print_table("Advice", measure_advise(options.folder, options.vacancies))
    print_table("Travel times", measure_commute(options.data))
    print_table("Streets", measure_streets(options.data))
    print_table("Courses and plans", measure_reskill(options.folder, options.vacancies))
    print_table("The service under load", measure_service(options.folder, options.vacancies))
    print_table("Candidates", measure_candidates(options.folder, options.vacancies))
    print_table("Steps to other work", measure_transitions(options.data, options.folder))
    print_table("Demand that is coming", measure_trends())
    if options.data is not None:
        print_table("Taxonomies", measure_taxonomy(options.data, options.folder))
        print_table("Linking", measure_linking(options.data, options.folder))
        print_table("VUM", measure_vum(options.data, options.folder))


if __name__ == "__main__":
    main()
