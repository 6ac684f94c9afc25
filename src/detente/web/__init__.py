"""The web desk: what people see in a browser. Pages ask the desk and show its lines; no rule of the dispute lives here.

Start at `detente.web.app.create_app`. FastAPI and uvicorn come with the extra `web`, and are imported below this
package only.
"""
