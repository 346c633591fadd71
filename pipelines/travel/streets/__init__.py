"""Streets: which ways people may use, how long they take, and the shortest times over them."""
