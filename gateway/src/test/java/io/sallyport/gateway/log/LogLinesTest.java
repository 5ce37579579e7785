package io.sallyport.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogLinesTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 3, 4, 5, 6, 7, 89_999_999);

    private static String line(Level level, String message, @Nullable Throwable failure, Object... arguments) {
        LoggingEvent event =
                new LoggingEvent("", new LoggerContext().getLogger("x"), level, message, failure, arguments);
        Instant at = TIME.atZone(ZoneId.systemDefault()).toInstant();
        event.setInstant(at);
        return new String(new LogLines().encode(event), Charset.defaultCharset());
    }

    @Test
    void aLineHasTimeLevelAndMessage() {
        assertThat(line(Level.INFO, "{} of {}", null, 1, 2)).isEqualTo("05:06:07.089 INFO  1 of 2\n");
        assertThat(line(Level.ERROR, "x", null)).isEqualTo("05:06:07.089 ERROR x\n");
    }

    @Test
    void theStackOfAFailureFollows() {
        assertThat(line(Level.WARN, "while stopping", new IllegalStateException("on fire")))
                .startsWith("05:06:07.089 WARN  while stopping\njava.lang.IllegalStateException: on fire\n\tat ")
                .contains("LogLinesTest")
                .endsWith("\n");
    }

    @Test
    void logbackFindsTheSetUp() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR"))
                .isNotNull();
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getLevel()).isEqualTo(Level.INFO);
    }
}
