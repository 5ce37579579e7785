package io.sallyport.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class StunMessageTest {
    private static final String TRANSACTION = "000102030405060708090a0b0c0d0e0f";

    @Test
    void knowsABindingRequest() {
        assertThat(StunMessage.isBindingRequest(bytes("00010000" + TRANSACTION)))
                .isTrue();
    }

    @Test
    void takesNothingElseForABindingRequest() {
        assertThat(StunMessage.isBindingRequest(bytes("01010000" + TRANSACTION)))
                .isFalse();
        assertThat(StunMessage.isBindingRequest(bytes("0001"))).isFalse();
    }

    @Test
    void readsTheChangeRequestBehindAnotherAttribute() {
        byte[] request = bytes("00010010" + TRANSACTION + "80220004" + "61626364" + "00030004" + "00000006");

        assertThat(StunMessage.changeRequest(request)).isEqualTo(StunMessage.CHANGE_ADDRESS | StunMessage.CHANGE_PORT);
    }

    @Test
    void findsNoChangeRequestWhereThereIsNoneOrItIsCutOff() {
        assertThat(StunMessage.changeRequest(bytes("00010000" + TRANSACTION))).isZero();
        assertThat(StunMessage.changeRequest(bytes("00010008" + TRANSACTION + "00030004" + "0000")))
                .isZero();
        assertThat(StunMessage.changeRequest(bytes("00010008" + TRANSACTION + "8022ffff" + "0000")))
                .isZero();
    }

    @Test
    void answersWithTheMappedTheSourceAndTheOtherAddress() {
        byte[] response = StunMessage.bindingResponse(
                bytes("00010000" + TRANSACTION),
                new InetSocketAddress("203.0.113.10", 4660),
                new InetSocketAddress("192.0.2.10", 3478),
                new InetSocketAddress("192.0.2.11", 3479));

        assertThat(HexFormat.of().formatHex(response))
                .isEqualTo("01010024" + TRANSACTION + "00010008" + "0001" + "1234" + "cb00710a" + "00040008" + "0001"
                        + "0d96" + "c000020a" + "00050008" + "0001" + "0d97" + "c000020b");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
