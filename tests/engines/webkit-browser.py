"""A WebKitGTK window that WebDriver may drive and that keeps its disk: MiniBrowser forgets everything when it is closed.

Called by WebKitWebDriver: webkit-browser.py FOLDER [--automation]
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

folder = sys.argv[1]
# Bounds that WebDriver's own commands cannot set on every version.
width, height = (int(part) for part in sys.argv[2].split("x"))

disk = WebKit2.WebsiteDataManager(base_data_directory=f"{folder}/data", base_cache_directory=f"{folder}/cache")
context = WebKit2.WebContext(website_data_manager=disk)
context.set_automation_allowed(True)


def open_window(_session):
    # With its page cache, as Safari has one: a page that is left may linger.
    settings = WebKit2.Settings(enable_page_cache=True)
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True, settings=settings)
    window = Gtk.Window(default_width=width, default_height=height, decorated=False)
    window.add(view)
    window.show_all()
    view.connect("close", lambda _view: window.destroy())
    return view


def begin(_context, session):
    version = (WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    info = WebKit2.ApplicationInfo()
    info.set_name("WebKitGTK")
    info.set_version(*version)
    session.set_application_info(info)
    session.connect("create-web-view", open_window)


context.connect("automation-started", begin)
Gtk.main()
