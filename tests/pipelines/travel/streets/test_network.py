import pickle

import numpy as np
import pytest

from matcher.codes import Mode
from matcher.errors import HomeError
from pipelines.travel.streets.network import ARRAYS, META, load, save
from pipelines.travel.streets.times import times
from tests.pipelines.travel.streets.towns import Town

ROAD = {"highway": "residential"}


@pytest.fixture
def network(tmp_path):
    town = Town({"a": (0, 0), "b": (99, 0), "c": (40, 60)}, [("ab", ROAD), ("bc", {"highway": "path"}), ("ca", ROAD)])
    return town.network(tmp_path, Mode.BIKE)


@pytest.fixture
def saved(network, tmp_path):
    folder = tmp_path / "bike"
    folder.mkdir()
    save(network, folder)
    return folder


def test_a_saved_network_comes_back_the_same(network, saved):
    back = load(saved)

    assert all(np.array_equal(getattr(back, name), getattr(network, name)) for name in ARRAYS)
    assert (back.mode, back.source) == (network.mode, network.source)


def test_a_loaded_network_is_mapped_and_cannot_be_changed(saved):
    back = load(saved)

    assert isinstance(back.seconds, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        back.seconds[0] = 1


def test_a_loaded_network_answers_as_the_one_that_was_saved(network, saved):
    places = (network.x_km, network.y_km)

    assert np.array_equal(times(load(saved), *places, *places), times(network, *places, *places))


def test_a_network_goes_to_another_process(network):
    back = pickle.loads(pickle.dumps(network))  # noqa: S301 - our own bytes

    assert np.array_equal(back.seconds, network.seconds)


@pytest.mark.parametrize("lost", [META, *(f"{name}.npy" for name in ARRAYS)])
def test_a_folder_that_lacks_a_file_is_refused(saved, lost):
    (saved / lost).unlink()

    with pytest.raises(HomeError, match="onvolledig"):
        load(saved)


@pytest.mark.parametrize("damaged", [META, "seconds.npy", "indptr.npy"])
def test_a_folder_with_half_a_file_is_refused(saved, damaged):
    path = saved / damaged
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    with pytest.raises(HomeError, match="onvolledig"):
        load(saved)


def test_a_folder_with_an_array_of_another_network_is_refused(saved):
    np.save(saved / "x_km.npy", np.zeros(7))

    with pytest.raises(HomeError, match="onvolledig"):
        load(saved)


def test_a_folder_of_another_version_is_refused(saved):
    path = saved / META
    path.write_text(path.read_text().replace('"version": 1', '"version": 0'))

    with pytest.raises(HomeError, match="andere versie"):
        load(saved)
