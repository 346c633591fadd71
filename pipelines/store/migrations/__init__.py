"""The history of the tables. Run by `pipelines.store.upgrade`; there is no alembic.ini."""
