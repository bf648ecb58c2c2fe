"""A session service for the tests, as logind and a screen saver speak; a process of its own on a private bus.

``python stand_in_logind.py ADDRESS``: a line on standard input has it speak (``hint true``, ``lock``,
``sleep true``, ``removed PATH``, ``saver true``, ``quiet``); each method that is called is a line on standard
output.
"""

import sys
import threading

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

OURS = "/org/freedesktop/login1/session/_31"
_MANAGER = "/org/freedesktop/login1"
_NAME = "org.freedesktop.login1"


class Service:
    def __init__(self, address):
        self.hint = False
        self.quiet = False
        self._connection = open_dbus_connection(address)
        for name in (_NAME, "org.freedesktop.ScreenSaver"):
            self._connection.send_and_get_reply(message_bus.RequestName(name))
        say("ready")

    def serve(self):
        while True:
            message = self._connection.receive()
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, message):
        member = message.header.fields[HeaderFields.member]
        asked = " ".join(map(str, message.body))
        answers = {
            "GetSession": ("o", (OURS,)),
            "Get": ("v", (("s", "1"),) if asked.endswith("Id") else (("b", self.hint),)),
        }
        say(f"called {member}")
        if self.quiet:
            self._connection.send(new_error(message, "org.freedesktop.DBus.Error.Failed"))
        else:
            self._connection.send(new_method_return(message, *answers.get(member, (None, ()))))

    def speak(self, words):
        what, _, more = words.partition(" ")
        on = more == "true"
        if what == "hint":
            self.hint = on
            self._signal(OURS, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as",
                         (f"{_NAME}.Session", {"LockedHint": ("b", on)}, []))  # fmt: skip
        elif what == "other":
            self._signal(OURS, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as",
                         ("org.example.Other", {}, []))  # fmt: skip
        elif what == "lock":
            self._signal(OURS, f"{_NAME}.Session", "Lock")
        elif what == "sleep":
            self._signal(_MANAGER, f"{_NAME}.Manager", "PrepareForSleep", "b", (on,))
        elif what == "removed":
            self._signal(_MANAGER, f"{_NAME}.Manager", "SessionRemoved", "so", ("1", more))
        elif what == "saver":
            self._signal(
                "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "b", (on,)
            )
        elif what == "quiet":
            self.quiet = True
        say(f"spoke {words}")

    def _signal(self, path, interface, name, signature=None, body=()):
        self._connection.send(new_signal(DBusAddress(path, interface=interface), name, signature, body))


def say(words):
    print(words, flush=True)


if __name__ == "__main__":
    service = Service(sys.argv[1])
    threading.Thread(target=service.serve, daemon=True).start()
    for line in sys.stdin:
        service.speak(line.strip())
