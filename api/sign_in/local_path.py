"""Where to go after signing in: a page of ours, never an address elsewhere."""

from urllib.parse import urlsplit

HOME = "/"
LONGEST = 512
# Going back to these would sign out or ask to sign in again.
NOT_BACK_TO = ("/inloggen", "/uitloggen")


def local_path(text: str) -> str:
    r"""Return a path of ours with its query, the start page for whatever is not one.

    Browsers take `//host`, `/\host` and a tab or line end before a slash for another host, so none of these passes.
    """
    if not text.startswith("/") or len(text) > LONGEST or "\\" in text or not text.isascii() or not text.isprintable():
        return HOME
    try:
        parts = urlsplit(text)
    except ValueError:
        return HOME
    if parts.scheme or parts.netloc or text.startswith("//") or " " in text:
        return HOME
    return HOME if any(parts.path == path or parts.path.startswith(f"{path}/") for path in NOT_BACK_TO) else text
