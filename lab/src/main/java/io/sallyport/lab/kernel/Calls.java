package io.sallyport.lab.kernel;

/** The functions of libc that the lab needs. */
final class Calls {
    static final Libc OPEN = Libc.variadic("open", 2, Libc.POINTER, Libc.INT);
    static final Libc CLOSE = new Libc("close", Libc.INT);
    static final Libc IOCTL = Libc.variadic("ioctl", 2, Libc.INT, Libc.LONG, Libc.POINTER);
    static final Libc SYSCALL = Libc.variadic("syscall", 1, Libc.LONG, Libc.INT, Libc.POINTER, Libc.INT);
    static final Libc SOCKET = new Libc("socket", Libc.INT, Libc.INT, Libc.INT);
    static final Libc BIND = new Libc("bind", Libc.INT, Libc.POINTER, Libc.INT);
    static final Libc SENDMMSG = new Libc("sendmmsg", Libc.INT, Libc.POINTER, Libc.INT, Libc.INT);

    private Calls() {}
}
