package io.cloakpool.migration.cognito;

import io.cloakpool.migration.aws.Environment;
import io.cloakpool.migration.aws.KeyCache;
import io.cloakpool.migration.aws.KeyChain;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command {@code bin/export-cognito}. Credentials are those of {@link KeyChain}. */
public final class ExportCommand {
    private static final String USAGE =
            "POOL FILE [--rate REQUESTS-PER-SECOND] [--no-groups] [--no-second-factors] [--endpoint URL]";
    private static final Pattern POOL = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}_[0-9A-Za-z]{1,40}");
    private static final Pattern RATE = Pattern.compile("[1-9][0-9]?");
    private static final long SECOND = 1000;
    private static final int DEFAULT_RATE = 5;
    private static final int UNFINISHED = 1;
    private static final int WRONG_USE = 2;

    private final PrintStream messages;
    private final List<String> names = new ArrayList<>();
    private int rate = DEFAULT_RATE;
    private boolean groups = true;
    private boolean secondFactors = true;
    private String endpoint = "";

    ExportCommand(PrintStream messages) {
        this.messages = messages;
    }

    /** Ends with 0, 1 where it can go on later, 2 where it was called in a wrong way. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(new ExportCommand(System.err)
                .run(List.of(arguments), new Environment(System::getenv), time -> Thread.sleep(time.toMillis())));
    }

    int run(List<String> arguments, Environment environment, CognitoExport.Pause pause) throws InterruptedException {
        if (!understood(arguments)) {
            messages.println("export-cognito " + USAGE);
            return WRONG_USE;
        }
        String pool = names.get(0);
        String region = pool.substring(0, pool.indexOf('_'));
        JdkHttp http = new JdkHttp();
        KeyChain chain = KeyChain.of(environment, http, region);
        KeyCache cache = new KeyCache(Clock.systemUTC());
        URI address = endpoint.isEmpty() ? CognitoConfig.standardEndpoint(region) : URI.create(endpoint);
        CognitoApi api = new CognitoApi(address, region, time -> cache.keys(chain, time), http, Clock.systemUTC());
        CognitoExport export = new CognitoExport(
                api,
                pool,
                new CognitoExport.Parts(groups, secondFactors),
                new CognitoExport.Pace(Duration.ofMillis(SECOND / rate), pause));
        try (ExportFile file = ExportFile.open(Path.of(names.get(1)))) {
            export.run(file);
            messages.println(
                    file.written() + " users in " + names.get(1) + ", " + export.leftOut() + " left out in this run");
            return 0;
        } catch (ExportException e) {
            messages.println(e.getMessage() + ". Call the command again to go on.");
            return UNFINISHED;
        } catch (IOException e) {
            messages.println(names.get(1) + " cannot be written: " + e.getMessage());
            return UNFINISHED;
        }
    }

    private boolean understood(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            switch (argument) {
                case "--no-groups" -> groups = false;
                case "--no-second-factors" -> secondFactors = false;
                case "--rate" -> {
                    if (!RATE.matcher(value).matches()) {
                        return false;
                    }
                    rate = Integer.parseInt(value);
                    i++;
                }
                case "--endpoint" -> {
                    endpoint = value;
                    i++;
                }
                default -> names.add(argument);
            }
        }
        return names.size() == 2
                && POOL.matcher(names.get(0)).matches()
                && !names.get(1).startsWith("-");
    }
}
