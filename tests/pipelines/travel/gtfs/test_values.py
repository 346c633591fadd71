import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import InputError
from pipelines.travel.gtfs.archive import open_archive
from pipelines.travel.gtfs.tables import read_table
from pipelines.travel.gtfs.values import NO_TIME, times
from tests.feeds import feed, lines


def read_times(folder, *texts):
    archive = open_archive(feed(folder, stop_times=lines("trip_id, arrival_time", *(f"t,{text}" for text in texts))))
    return times(read_table(archive, "stop_times", ("arrival_time",)), "arrival_time").tolist()


@given(st.lists(st.integers(0, 99 * 3600 + 3599), min_size=1, max_size=20), st.sampled_from(["{}", "{:02}"]))
def test_a_time_that_was_written_is_read_back(tmp_path_factory, seconds, hours):
    texts = [f"{hours.format(one // 3600)}:{one // 60 % 60:02}:{one % 60:02}" for one in seconds]

    assert read_times(tmp_path_factory.mktemp("feed"), *texts) == seconds


def test_no_time_is_not_midnight(tmp_path):
    assert read_times(tmp_path, "", "0:00:00") == [NO_TIME, 0]


@pytest.mark.parametrize("text", ["25:61:00", "8:05", "08:5:00", "-1:00:00", "abc", "08:00:60", "123:00:00", "8.05.00"])
def test_what_is_no_time_is_refused_with_what_to_write(tmp_path, text):
    with pytest.raises(InputError) as caught:
        read_times(tmp_path, "8:00:00", text)

    assert str(caught.value) == (
        f'stop_times.txt in feed.zip, regel 3: kolom arrival_time: "{text}" is geen tijd;'
        " schrijf bijvoorbeeld 08:05:00, na middernacht 24:05:00."
    )
