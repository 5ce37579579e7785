package io.sallyport.gateway.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.Charset;
import java.time.LocalTime;
import java.time.ZoneId;

/** Writes what is logged as {@code 12:34:56.789 WARN  message}, with a failure's stack below. Any thread. */
final class LogLines extends EncoderBase<ILoggingEvent> {
    private static final int LEVEL_WIDTH = 5;

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder();
        time(line, LocalTime.ofInstant(event.getInstant(), ZoneId.systemDefault()));
        String level = event.getLevel().toString();
        line.append(' ').append(level).repeat(' ', Math.max(0, LEVEL_WIDTH - level.length()) + 1);
        line.append(event.getFormattedMessage()).append('\n');
        IThrowableProxy failure = event.getThrowableProxy();
        if (failure != null) {
            line.append(ThrowableProxyUtil.asString(failure));
        }
        return line.toString().getBytes(Charset.defaultCharset());
    }

    private static void time(StringBuilder line, LocalTime at) {
        two(line, at.getHour()).append(':');
        two(line, at.getMinute()).append(':');
        two(line, at.getSecond()).append('.');
        int millis = at.getNano() / 1_000_000;
        two(line, millis / 10).append(millis % 10);
    }

    private static StringBuilder two(StringBuilder line, int number) {
        return line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
