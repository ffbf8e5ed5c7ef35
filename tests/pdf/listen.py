#!/usr/bin/env python3
"""Listens on a port of this machine and notes what is asked for.

usage: listen.py PORT_FILE REQUESTS_FILE, until killed
"""

import http.server
import os
import sys


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open(sys.argv[2], "a", encoding="utf-8") as requests:
            requests.write(self.path + "\n")
        self.send_error(404)

    def log_message(self, *arguments):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
with open(sys.argv[1] + ".new", "w", encoding="utf-8") as port:
    port.write(str(server.server_port))
os.rename(sys.argv[1] + ".new", sys.argv[1])
server.serve_forever()
