"""The names of the services that can be asked, apart from them: a command line is read before anything is imported."""

from enum import StrEnum


class ServiceName(StrEnum):
    """The services that `springplank geocode` knows."""

    PDOK = "pdok"
    NOMINATIM = "nominatim"
    PHOTON = "photon"
