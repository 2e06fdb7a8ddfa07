package io.cloakpool.aws.arn;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An Amazon Resource Name, {@code arn:partition:service:region:account:resource}. It names one thing: {@code *} and {@code ?}
 * are plain characters here, patterns are the business of policies.
 *
 * @param partition lower-case letters, digits and hyphens, such as {@code aws}
 * @param service lower-case letters, digits and hyphens, such as {@code iam}
 * @param region the same characters, or empty for a global service
 * @param account the same characters (12 digits, or {@code aws} for what AWS owns), or empty as in ARNs of S3
 * @param resource what follows the fifth colon: not empty, may contain colons, no control characters
 */
public record Arn(String partition, String service, String region, String account, String resource) {
    /** The fewest characters of an ARN in a request or configuration ({@code ARNString} of the identity-pool API). */
    public static final int MIN_LENGTH = 20;

    /** The most characters of an ARN in a request or configuration ({@code ARNString} of the identity-pool API). */
    public static final int MAX_LENGTH = 2048;

    private static final int SEGMENTS = 6;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
    private static final Pattern OPTIONAL_NAME = Pattern.compile("[a-z0-9-]*");

    /** @throws InvalidArnException when a part does not have its form */
    public Arn {
        require(NAME.matcher(partition).matches(), "the partition of an ARN");
        require(NAME.matcher(service).matches(), "the service of an ARN");
        require(OPTIONAL_NAME.matcher(region).matches(), "the region of an ARN");
        require(OPTIONAL_NAME.matcher(account).matches(), "the account of an ARN");
        require(
                !resource.isEmpty() && resource.codePoints().noneMatch(Character::isISOControl),
                "the resource of an ARN");
    }

    /**
     * Reads an ARN that came from outside; {@link #toString} gives the same text back.
     *
     * @throws InvalidArnException when the text does not have {@value #MIN_LENGTH} to {@value #MAX_LENGTH} characters or is
     *     not an ARN
     */
    public static Arn parse(String text) {
        require(text.length() >= MIN_LENGTH && text.length() <= MAX_LENGTH, "the length of an ARN");
        String[] segments = text.split(":", SEGMENTS);
        require(segments.length == SEGMENTS && segments[0].equals("arn"), "the form of an ARN");
        return new Arn(segments[1], segments[2], segments[3], segments[4], segments[5]);
    }

    /**
     * The ARN of a role: {@code arn:aws:iam::{accountId}:role/{name}}.
     *
     * @throws InvalidArnException when account id or name do not have the form that {@link IamNames} gives
     */
    public static Arn role(String accountId, String name) {
        requireRole(accountId, name);
        return new Arn("aws", "iam", "", accountId, "role/" + name);
    }

    /**
     * The principal of a role's session: {@code arn:aws:sts::{accountId}:assumed-role/{name}/{sessionName}}.
     *
     * @throws InvalidArnException when account id, name or session name do not have the form that {@link IamNames} gives
     */
    public static Arn assumedRole(String accountId, String name, String sessionName) {
        requireRole(accountId, name);
        require(IamNames.isSessionName(sessionName), "the session name");
        return new Arn("aws", "sts", "", accountId, "assumed-role/" + name + "/" + sessionName);
    }

    /**
     * The role's name in the ARN of a role or of a role's session. Empty for every other ARN, and for a role with a path:
     * {@code role/team/Reader} and {@code role/Reader} are two roles, so nobody may take one for the other.
     */
    public Optional<String> roleName() {
        if (!region.isEmpty() || !IamNames.isAccountId(account)) {
            return Optional.empty();
        }
        String[] parts = resource.split("/", -1);
        boolean role = service.equals("iam") && parts.length == 2 && parts[0].equals("role");
        boolean session = service.equals("sts")
                && parts.length == 3
                && parts[0].equals("assumed-role")
                && IamNames.isSessionName(parts[2]);
        return (role || session) && IamNames.isRoleName(parts[1]) ? Optional.of(parts[1]) : Optional.empty();
    }

    @Override
    public String toString() {
        return String.join(":", "arn", partition, service, region, account, resource);
    }

    private static void requireRole(String accountId, String name) {
        require(IamNames.isAccountId(accountId), "the account id");
        require(IamNames.isRoleName(name), "the role name");
    }

    private static void require(boolean valid, String what) {
        if (!valid) {
            throw new InvalidArnException(what + " is not valid");
        }
    }
}
