"""The routes of the interface, one file per subject; every one declares who it is for."""

from api.routes import lists, management, me, models_in_use, my_lists, people, vacancies, working

ROUTERS = (
    working.router,
    me.router,
    my_lists.router,
    people.router,
    lists.router,
    vacancies.router,
    models_in_use.router,
    management.router,
)
