"""Reading the world and running the work: files, stores, snapshots and the `springplank` command."""
