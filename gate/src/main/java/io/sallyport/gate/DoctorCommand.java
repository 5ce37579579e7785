package io.sallyport.gate;

import io.sallyport.gate.doctor.Doctor;
import io.sallyport.gate.doctor.Level;
import io.sallyport.gate.doctor.Remark;
import io.sallyport.gate.doctor.Tree;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./sallyport doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "What this machine has and lacks, and the command that mends it.",
        footer = "Exit codes: 0 nothing is missing for production, 2 wrong use, 3 something is.")
final class DoctorCommand implements Callable<Integer> {
    private static final int GOOD = 0;
    private static final int MISSING = 3;

    @Option(names = "--json", description = "For scripts.")
    private boolean json;

    @Override
    public Integer call() {
        List<Remark> remarks = new Doctor(Tree.ofMachine()).examine();
        if (json) {
            JsonMapper mapper = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            System.out.println(mapper.writeValueAsString(remarks));
        } else {
            print(remarks, System.out);
        }
        return remarks.stream().anyMatch(remark -> remark.level() == Level.LACKS) ? MISSING : GOOD;
    }

    static void print(List<Remark> remarks, PrintStream out) {
        int width = remarks.stream()
                .mapToInt(remark -> remark.what().length())
                .max()
                .orElse(0);
        for (Remark remark : remarks) {
            out.printf("%-5s  %-" + width + "s  %s%n", remark.level(), remark.what(), remark.found());
            if (!remark.remedy().isEmpty()) {
                out.printf("%" + (width + 9) + "s→ %s%n", "", remark.remedy());
            }
        }
        long lacks =
                remarks.stream().filter(remark -> remark.level() == Level.LACKS).count();
        long notes =
                remarks.stream().filter(remark -> remark.level() == Level.NOTE).count();
        out.printf(
                "doctor: %d looked at, %d missing for production, %d could be better%n", remarks.size(), lacks, notes);
    }
}
