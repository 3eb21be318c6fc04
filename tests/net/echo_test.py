"""The echo server on the real clock: visitors that behave, and visitors that do not. Each breaks its own task
at most."""

import shutil
import socket
import struct
import subprocess
import unittest

from net.server import PATIENCE, Server

SERVE = "echo?clients=0&serve_for=600s"


class Echo(unittest.TestCase):
    def setUp(self):
        self.server = Server(SERVE)
        self.addCleanup(self.server.__exit__)

    def assert_echoes(self, text=b"still here"):
        with self.server.connect() as visitor:
            visitor.sendall(text)
            visitor.shutdown(socket.SHUT_WR)
            self.assertEqual(visitor.makefile("rb").read(), text)

    @unittest.skipUnless(shutil.which("nc"), "no netcat")
    def test_netcat_hears_its_words(self):
        done = subprocess.run(["nc", "-N", "127.0.0.1", str(self.server.port)], input=b"one\ntwo\n",
                              capture_output=True, timeout=PATIENCE)
        self.assertEqual((done.returncode, done.stdout), (0, b"one\ntwo\n"))

    def test_a_visitor_that_sends_a_byte_at_a_time_gets_each_of_them(self):
        with self.server.connect() as visitor:
            for byte in b"slowly":
                visitor.sendall(bytes([byte]))
                self.assertEqual(visitor.recv(1), bytes([byte]))
        self.assert_echoes()

    def test_a_visitor_that_closes_its_half_gets_what_is_left_and_the_end(self):
        self.assert_echoes(b"x" * 1_000_000)

    def test_a_visitor_that_breaks_off_breaks_its_own_task_only(self):
        with self.server.connect() as patient:
            for _ in range(20):
                visitor = self.server.connect()
                visitor.sendall(b"gone")
                visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                visitor.close()
            patient.sendall(b"still here")
            self.assertEqual(patient.recv(100), b"still here")
        self.assert_echoes()

    def test_a_visitor_that_never_reads_holds_up_nobody_else(self):
        with self.server.connect() as deaf:
            deaf.setblocking(False)
            sent = 0
            try:
                while sent < 64_000_000:
                    sent += deaf.send(b"x" * 65536)
            except BlockingIOError:
                pass  # every buffer on the way is full, so the server's task waits for room
            self.assertLess(sent, 64_000_000)
            self.assert_echoes()

    def test_ctrl_c_ends_it_in_order(self):
        self.assert_echoes()  # so main waits by now
        with self.server.connect():
            status, out, err = self.server.stop()
        self.assertEqual((status, err), (0, ""))
        self.assertRegex(out, r"\Amain: ends at [^\n]+\n\Z")


if __name__ == "__main__":
    unittest.main()
