package io.cloakpool.testsuite.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server's Java keeps when it has just collected its garbage. */
final class LiveMemory {
    private static final Pattern HEAP = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");
    private static final Pattern METASPACE = Pattern.compile("Metaspace\\s+used (\\d+)K");
    private static final double KIB_PER_MB = 1_000_000 / 1024.0;

    private LiveMemory() {}

    /** Live heap and metaspace in megabytes. */
    static double megabytes(long pid) throws IOException, InterruptedException {
        // The second collection takes what the first one's finalizers and references let go.
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        String info = jcmd(pid, "GC.heap_info");
        return (kib(HEAP, info) + kib(METASPACE, info)) / KIB_PER_MB;
    }

    private static double kib(Pattern pattern, String info) {
        Matcher matcher = pattern.matcher(info);
        if (!matcher.find()) {
            throw new BenchException("jcmd GC.heap_info says something else on this Java: " + info);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new BenchException("jcmd " + command + " failed: " + output);
        }
        return output;
    }
}
