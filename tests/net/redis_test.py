"""`redis` on the real clock: its client asks a real server, and its server answers real clients."""

import shutil
import subprocess
import tempfile
import unittest

from net.server import LOOPGLASS, PATIENCE, Server, free_port, until

SERVE = "redis/server?clients=0&serve_for=600s"


def run(*words, **options):
    return subprocess.run(words, capture_output=True, encoding="utf-8", timeout=PATIENCE * 3, **options)


class Client(unittest.TestCase):
    @unittest.skipUnless(shutil.which("redis-server"), "no redis-server")
    def test_the_client_sets_and_gets_at_a_real_server(self):
        port = str(free_port())
        with tempfile.TemporaryDirectory() as folder:
            server = subprocess.Popen(
                ["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", folder],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                self.assertTrue(until(lambda: run("redis-cli", "-p", port, "ping").stdout == "PONG\n"))
                done = run(LOOPGLASS, "run", f"redis?clients=1&port={port}", "--clock", "real")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                for line in ("SET lg:n 41 gives +OK", "INCR lg:n gives :42", "GET lg:n gives 42",
                             "DEL lg:n gives :1"):
                    self.assertIn("client 1: " + line, done.stdout)
                self.assertEqual(run("redis-cli", "-p", port, "dbsize").stdout, "0\n")
            finally:
                server.terminate()
                server.wait(PATIENCE)

    def test_where_no_server_is_the_client_says_so(self):
        done = run(LOOPGLASS, "run", f"redis?clients=1&port={free_port()}", "--clock", "real")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("client 1: no Redis server answers at 127.0.0.1:", done.stdout)
        self.assertIn("Connection refused", done.stdout)


@unittest.skipUnless(shutil.which("redis-cli"), "no redis-cli")
class ServerOfOurs(unittest.TestCase):
    def setUp(self):
        self.server = Server(SERVE)
        self.addCleanup(self.server.__exit__)

    def cli(self, *words):
        done = run("redis-cli", "-p", str(self.server.port), *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_redis_cli_gets_answers(self):
        self.assertEqual(self.cli("ping"), "PONG\n")
        self.assertEqual(self.cli("set", "k", "two words"), "OK\n")
        self.assertEqual(self.cli("get", "k"), "two words\n")
        self.assertEqual(self.cli("get", "none"), "\n")
        self.assertEqual(self.cli("incr", "n"), "1\n")
        self.assertEqual(self.cli("incr", "n"), "2\n")
        self.assertIn("not an integer", self.cli("incr", "k"))
        self.assertEqual(self.cli("del", "k", "n", "none"), "2\n")
        self.assertIn("unknown command", self.cli("lpush", "k", "1"))

    def test_a_person_may_type_a_command_as_a_line(self):
        with self.server.connect() as visitor:
            visitor.sendall(b"SET a 1\r\nGET a\r\n")
            self.assertEqual(visitor.makefile("rb").read(len(b"+OK\r\n$1\r\n1\r\n")), b"+OK\r\n$1\r\n1\r\n")

    def test_redis_benchmark_runs_to_its_end(self):
        done = run("redis-benchmark", "-p", str(self.server.port), "-t", "ping,set,get,incr", "-n", "1000", "-c", "20",
                   "-P", "4", "--csv")
        self.assertEqual(done.returncode, 0, done.stderr)
        for test in ("PING_INLINE", "SET", "GET", "INCR"):
            self.assertIn(f'"{test}"', done.stdout)
        self.assertEqual(self.cli("get", "counter:__rand_int__"), "1000\n")
        status, out, err = self.server.stop()
        self.assertEqual((status, out, err), (0, "", ""))


if __name__ == "__main__":
    unittest.main()
