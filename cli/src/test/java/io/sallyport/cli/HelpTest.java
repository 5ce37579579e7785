package io.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class HelpTest {
    @Test
    void listsEveryCommandOfTheProduct() {
        CommandRun run = CommandRun.of("--help");

        assertThat(run.exitCode()).isZero();
        for (ProductCommand command : ProductCommand.ALL) {
            assertThat(run.out()).contains("\n  " + command.synopsis() + " ").contains(command.does());
        }
    }

    @Test
    void listsTheCommandsThatTheLauncherSendsElsewhere() throws IOException {
        String launcher = Files.readString(Path.of("../sallyport"));
        String dispatch = launcher.substring(launcher.indexOf("\nmain() {"));
        List<String> sent = Pattern.compile("^    ([a-z |]+)\\) (?!usage)", Pattern.MULTILINE)
                .matcher(dispatch)
                .results()
                .flatMap(match -> Pattern.compile(" \\| ").splitAsStream(match.group(1)))
                .toList();

        assertThat(ProductCommand.ALL.stream().filter(it -> !it.here()).map(ProductCommand::name))
                .containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void noCommandAtAllIsWrongUse() {
        CommandRun run = CommandRun.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEqualTo(CommandRun.of("--help").out());
    }

    @Test
    void namesTheLauncherForItsCommands() {
        CommandRun run = CommandRun.of("run", "-c", "FILE");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("sallyport: 'run' is started by the launcher: ./sallyport run -c FILE\n");
    }

    @Test
    void showAloneListsWhatCanBeShown() {
        CommandRun run = CommandRun.of("show");

        assertThat(run.exitCode()).isZero();
        for (View view : View.ALL) {
            assertThat(run.out()).contains("\n  " + view.name() + " ").contains(view.shows());
        }
    }

    @Test
    void showHelpListsWhatCanBeShown() {
        assertThat(CommandRun.of("show", "--help").exitCode()).isZero();
        assertThat(CommandRun.of("show", "--help").out())
                .isEqualTo(CommandRun.of("show").out());
    }

    @Test
    void helpOfAViewListsItsOptions() {
        CommandRun run = CommandRun.of("show", "sessions", "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Usage: sallyport show sessions")
                .contains("--json", "--api=URL", "--inside=ADDRESS[:PORT]", "--limit=N", "--cursor=CURSOR");
        assertThat(CommandRun.of("show", "drops", "--help").out()).contains("--all");
        assertThat(CommandRun.of("show", "status", "--help").out()).doesNotContain("--all", "--inside");
    }

    @Test
    void everyViewHasAnAnswerOfTheApiAndTheOtherWayRound() {
        assertThat(View.ALL.stream().map(view -> "/v1/" + view.name()))
                .containsExactlyInAnyOrderElementsOf(CannedGateway.examples().keySet());
    }
}
