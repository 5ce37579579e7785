"""What the gate has a test host do: one JSON object a line on standard input, one answer a line; ends with the input."""

import hashlib
import http.server
import itertools
import json
import os
import selectors
import shutil
import socket
import subprocess
import sys
import threading
import time

PATIENCE = 2.0  # seconds for an answer
BLOCK = hashlib.sha256(b"gate").digest() * 2048
flows = {}
echoes = []
heard = 0


def content(size):
    """Blocks that are all different, `size` bytes in all."""
    for number in itertools.count():
        if size <= 0:
            return
        block = number.to_bytes(8, "big") + BLOCK
        yield block[:size]
        size -= len(block)


def digest(blocks):
    sum = hashlib.sha256()
    for block in blocks:
        sum.update(block)
    return sum.hexdigest()


def pieces(stream, size=None):
    while size is None or size > 0:
        piece = stream.read(65536 if size is None else min(size, 65536))
        if not piece:
            return
        if size is not None:
            size -= len(piece)
        yield piece


class Web(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        size = int(self.path.strip("/"))
        self.send_response(200)
        self.send_header("Content-Length", str(size))
        self.end_headers()
        for block in content(size):
            self.wfile.write(block)

    def do_PUT(self):
        answer = digest(pieces(self.rfile, int(self.headers["Content-Length"]))).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


def answer_datagrams():
    """Tells everybody who asks what address and port the question came from."""
    global heard
    ready = selectors.DefaultSelector()
    for echo in echoes:
        ready.register(echo, selectors.EVENT_READ)
    while True:
        for key, _ in ready.select():
            data, peer = key.fileobj.recvfrom(2048)
            heard += 1
            key.fileobj.sendto(b"%s:%d %s" % (peer[0].encode(), peer[1], data), peer)


def answer_connection(connection, peer):
    with connection:
        while True:
            data = connection.recv(2048)
            if not data:
                return
            connection.sendall(b"%s:%d %s" % (peer[0].encode(), peer[1], data))


def accept(server):
    while True:
        threading.Thread(target=answer_connection, args=server.accept(), daemon=True).start()


def serve(_):
    for _ in range(4):
        echo = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        echo.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        echo.bind(("", 0))
        echoes.append(echo)
    web = http.server.ThreadingHTTPServer(("", 0), Web)
    server = socket.create_server(("", 0), backlog=512)
    for work in (web.serve_forever, answer_datagrams, lambda: accept(server)):
        threading.Thread(target=work, daemon=True).start()
    return {"http": web.server_port, "tcp": server.getsockname()[1], "udp": [echo.getsockname()[1] for echo in echoes]}


def ask(kind, flow, to, text):
    """What the far end says of where a question came from; None if it does not answer."""
    flow.settimeout(PATIENCE)
    for _ in range(3):
        try:
            flow.sendall(text) if kind == "tcp" else flow.sendto(text, to)
            while True:
                data, peer = (flow.recv(2048), to) if kind == "tcp" else flow.recvfrom(2048)
                if peer == to and data.endswith(b" " + text):
                    return data.split()[0].decode()
                if kind == "tcp":
                    return None
        except socket.timeout:
            if kind == "tcp":
                return None
        except OSError as trouble:
            return "trouble: %s" % trouble
    return None


def open_flows(order):
    name, far = order["name"], order["to"]
    flows[name] = []
    for number in range(order["udp"]):
        flow = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        flow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        flow.bind(("", 0))
        flows[name].append(("udp", flow, (far, order["udp_ports"][number % len(order["udp_ports"])])))
    for _ in range(order["tcp"]):
        flow = socket.create_connection((far, order["tcp_port"]), timeout=PATIENCE * 5)
        flows[name].append(("tcp", flow, (far, order["tcp_port"])))
    return ask_flows(order)


def ask_flows(order):
    """Has every flow ask; all the remote ports too, if told so."""
    answers = []
    for kind, flow, to in flows[order["name"]]:
        for port in order.get("also", [to[1]]):
            seen = ask(kind, flow, (to[0], port), b"who %d" % len(answers))
            answers.append({"protocol": kind, "port": flow.getsockname()[1], "remote_port": port, "seen": seen})
    return {"flows": answers}


def burst(order):
    """Sends on all UDP flows at a pace that anybody can keep up with, and counts what comes back."""
    sent = received = 0
    mine = [(flow, to) for kind, flow, to in flows[order["name"]] if kind == "udp"]
    for _ in range(order["times"]):
        for flow, to in mine:
            flow.sendto(b"count", to)
            sent += 1
        time.sleep(0.01)
    deadline = time.monotonic() + PATIENCE
    while received < sent and time.monotonic() < deadline:
        received += sum(waiting(flow) for flow, _ in mine)
        time.sleep(0.05)
    return {"sent": sent, "received": received}


def waiting(flow):
    count = 0
    flow.setblocking(False)
    try:
        while True:
            flow.recvfrom(2048)
            count += 1
    except BlockingIOError:
        return count
    except ConnectionError:
        return count + 1


def arrived(order):
    time.sleep(0.3)
    return {"arrived": sum(waiting(flow) for kind, flow, _ in flows[order["name"]] if kind == "udp")}


def send(order):
    """Datagrams from one of the ports that answer, or from another."""
    sender = echoes[order["echo"]] if "echo" in order else socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for _ in range(order["times"]):
        sender.sendto(b"stranger", (order["to"], order["port"]))
    return {"sent": order["times"]}


def knock(order):
    """TCP from many ports at once; a SYN each, as nobody waits for a second."""
    knocking = []
    for _ in range(order["times"]):
        one = socket.socket()
        one.setblocking(False)
        one.connect_ex((order["to"], order["port"]))
        knocking.append(one)
    time.sleep(0.7)
    errors = [one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) for one in knocking]
    connected = 0
    for one in knocking:
        try:
            one.getpeername()
            connected += 1
        except OSError:
            pass
        one.close()
    return {"answered": connected + sum(error != 0 for error in errors)}


def bend(order):
    """UDP that claims to be shorter than its header, TCP with a header of 12 bytes, half an ICMP header."""
    ports = b"\x13\x88\x13\x89"
    broken = {
        socket.IPPROTO_UDP: ports + b"\0\4\0\0",
        socket.IPPROTO_TCP: ports + bytes(8) + b"\x30\2\0\0" + bytes(4),
        socket.IPPROTO_ICMP: b"\x08\0\0\0",
    }
    for protocol, packet in broken.items():
        with socket.socket(socket.AF_INET, socket.SOCK_RAW, protocol) as sender:
            for _ in range(order["times"]):
                sender.sendto(packet, (order["to"], 0))
    return {"sent": order["times"] * len(broken)}


def closed(order):
    """Asks a port where nobody listens; the kernel tells of it what an ICMP error says."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as flow:
        flow.settimeout(PATIENCE)
        flow.connect((order["to"], order["port"]))
        for _ in range(3):
            try:
                flow.send(b"anybody?")
                flow.recv(100)
            except ConnectionRefusedError:
                return {"refused": True}
            except socket.timeout:
                continue
    return {"refused": False}


def free(_):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as flow:
        flow.bind(("", 0))
        return {"port": flow.getsockname()[1]}


def source(order):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as flow:
        flow.connect((order["to"], 9))
        return {"address": flow.getsockname()[0]}


def short(order):
    answered = 0
    for number in range(order["times"]):
        with socket.create_connection((order["to"], order["port"]), timeout=PATIENCE) as flow:
            answered += ask("tcp", flow, None, b"short %d" % number) is not None
    return {"answered": answered}


def run(order):
    try:
        done = subprocess.run(
            order["command"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=order["limit"]
        )
        return {"status": done.returncode, "output": done.stdout.decode(errors="replace")}
    except subprocess.TimeoutExpired:
        return {"status": -1, "output": "no end within %d s" % order["limit"]}


def curl(arguments, stdin):
    command = ["curl", "-sS", "--fail", "--connect-timeout", "10", "--speed-limit", "1000", "--speed-time", "20"]
    return subprocess.Popen(command + arguments, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def download(order):
    start = time.monotonic()
    running = [curl([order["url"]], subprocess.DEVNULL) for _ in range(order["times"])]
    digests = [None] * len(running)

    def read(number):
        digests[number] = digest(pieces(running[number].stdout))

    readers = [threading.Thread(target=read, args=(number,)) for number in range(len(running))]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    trouble = " ".join(one.communicate()[1].decode(errors="replace").strip() for one in running).strip()
    return {"digests": digests, "error": trouble, "seconds": time.monotonic() - start}


def upload(order):
    start = time.monotonic()
    one = curl(["-X", "PUT", "-H", "Expect:", "--data-binary", "@-", order["url"]], subprocess.PIPE)
    try:
        for block in content(order["bytes"]):
            one.stdin.write(block)
        one.stdin.close()
    except BrokenPipeError:
        pass
    answer, trouble = one.stdout.read(), one.stderr.read()
    one.wait()
    return {"digests": [answer.decode()], "error": trouble.decode(errors="replace").strip(), "seconds": time.monotonic() - start}


def handle(order):
    orders = {
        "tools": lambda order: {"missing": [name for name in order["names"] if not shutil.which(name)], "root": os.geteuid() == 0},
        "content": lambda order: {"sha256": digest(content(order["bytes"]))},
        "heard": lambda order: {"datagrams": heard},
        "open": open_flows,
        "ask": ask_flows,
    }
    known = (serve, burst, arrived, send, knock, bend, closed, free, source, short, run, download, upload)
    orders.update({one.__name__: one for one in known})
    try:
        return orders[order["do"]](order)
    except OSError as trouble:
        return {"error": str(trouble)}


os.environ["PATH"] = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
os.environ["LC_ALL"] = "C"
if os.path.basename(__file__).startswith("sallyport-gate-"):
    os.remove(__file__)  # a copy, and read by now
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    print(json.dumps(handle(json.loads(line))), flush=True)
