package io.sallyport.lab.demo;

/**
 * How much the demo sends.
 *
 * @param pings echo requests
 * @param connections short TCP connections
 * @param flows long-lived flows beside the transfers
 * @param downloadBytes bytes of the download
 * @param uploadBytes bytes of the upload
 * @param datagramsPerHost UDP datagrams of each inside host
 */
public record Volume(
        int pings, int connections, int flows, long downloadBytes, long uploadBytes, int datagramsPerHost) {
    /** What a person is shown. */
    public static final Volume FULL = new Volume(50, 2_000, 200, 1L << 30, 256L << 20, 20);
    /** The same for a test that has less time. */
    public static final Volume QUICK = new Volume(20, 300, 60, 64L << 20, 16L << 20, 5);
}
