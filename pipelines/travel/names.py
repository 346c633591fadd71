"""What the matrices of a home are called, and which one answers for which way of travelling."""

from matcher.codes import Mode

CAR, WALK, BIKE = "car", "walk", "bike"
TRANSIT, TRANSIT_MOSTLY = "transit", "transit-p80"
BIKE_TRANSIT, BIKE_TRANSIT_MOSTLY = "bike-transit", "bike-transit-p80"
EARLY, LATE = "transit-early", "transit-late"
BIKE_EARLY, BIKE_LATE = "bike-transit-early", "bike-transit-late"
# Folders beside the matrices.
TIMETABLE, STREETS = "timetable", "streets-"

# An e-bike takes the ways of a bike; its own speed is in the estimate, the detour is that of the network.
MATRIX_OF = {
    Mode.WALK: WALK,
    Mode.BIKE: BIKE,
    Mode.EBIKE: BIKE,
    Mode.CAR: CAR,
    Mode.TRANSIT: TRANSIT,
}
