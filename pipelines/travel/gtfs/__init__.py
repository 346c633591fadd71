"""Timetables of public transport as GTFS feeds: zips with CSV tables, read into one service day."""
