"""What every hierarchy of concepts has in common: nothing stands above itself."""

from collections.abc import Collection, Mapping


def circle(broader: Mapping[str, Collection[str]]) -> list[str]:
    """Return concepts that each stand straight under the next and the last under the first; empty without a circle.

    `broader` are the concepts straight above each one. The first circle by the order of the mapping is returned.
    """
    done: set[str] = set()
    for start in broader:
        path: dict[str, None] = {}  # from `start` upwards, in order
        above = [iter((start,))]
        while above:
            concept = next(above[-1], None)
            if concept is None:
                above.pop()
                if path:
                    done.add(path.popitem()[0])
            elif concept in path:
                way = list(path)
                return way[way.index(concept) :]
            elif concept not in done:
                path[concept] = None
                above.append(iter(broader.get(concept, ())))
    return []
