"""Invented files of postcodes: a street of postcodes that run on a kilometre apart, eastwards from Delft."""

from pipelines.plane import NETHERLANDS

# RD kilometres of the first of them. The codes are free of any packaged range.
WEST = (84.0, 447.0)
FIRST = 2650


def degrees(x_km, y_km):
    """Latitude and longitude of a point in RD kilometres."""
    latitude, longitude = NETHERLANDS.degrees(x_km, y_km)
    return float(latitude), float(longitude)


def geonames_row(code, x_km, y_km, place="", country="NL"):
    latitude, longitude = degrees(x_km, y_km)
    return f"{country}\t{code}\t{place}\tHolland\t11\t\t\t\t\t{latitude:.6f}\t{longitude:.6f}\t"


def street(count=9, first=FIRST):
    """Rows (code, x_km, y_km) of postcodes a kilometre apart."""
    return [(first + index, WEST[0] + index, WEST[1]) for index in range(count)]


def write_geonames(path, rows):
    """Write rows of (code, x_km, y_km) or (code, x_km, y_km, place) as GeoNames does."""
    path.write_text("".join(f"{geonames_row(*row)}\n" for row in rows), "utf-8")
    return path


def write_postcodes(path, rows, header="postcode,latitude,longitude", *, encoding="utf-8"):
    """Write rows of (code, x_km, y_km) as a delimited file with degrees."""
    lines = [header]
    for code, x_km, y_km in rows:
        latitude, longitude = degrees(x_km, y_km)
        lines.append(f"{code},{latitude:.6f},{longitude:.6f}")
    path.write_text("\n".join(lines) + "\n", encoding)
    return path


def letters(count, code=FIRST, at=WEST, step_km=0.01):
    """Rows of postcodes with letters, in a row that goes north."""
    alphabet = "ABCDEFGHJKLMNPRSTVWXZ"
    pairs = [first + second for first in alphabet for second in alphabet]
    return [(f"{code}{pair}", at[0], at[1] + index * step_km) for index, pair in enumerate(pairs[:count])]
