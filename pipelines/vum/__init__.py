"""VUM v3, the national exchange of vacancies and profiles: reading it, writing it, and answering its questions."""
