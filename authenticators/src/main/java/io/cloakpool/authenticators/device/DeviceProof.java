package io.cloakpool.authenticators.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a browser shows to be a remembered device.
 *
 * @param id of the credential that stands for the device
 * @param secret only this browser has it
 */
public record DeviceProof(String id, String secret) {
    /** Proofs that a browser keeps: those of a family at one computer. */
    public static final int MOST_OF_BROWSER = 5;

    private static final char SEPARATOR = '.';

    /** Reads what {@link #text} wrote; nothing where it is something else. */
    public static Optional<DeviceProof> read(String text) {
        int at = text.indexOf(SEPARATOR);
        return at < 1 || at == text.length() - 1
                ? Optional.empty()
                : Optional.of(new DeviceProof(text.substring(0, at), text.substring(at + 1)));
    }

    /** The proof as one text. */
    public String text() {
        return id + SEPARATOR + secret;
    }

    /** This proof before those that were there, as many as a browser keeps. */
    public List<DeviceProof> before(List<DeviceProof> others) {
        List<DeviceProof> all = new ArrayList<>();
        all.add(this);
        others.stream().filter(other -> !other.id.equals(id)).forEach(all::add);
        return List.copyOf(all.subList(0, Math.min(all.size(), MOST_OF_BROWSER)));
    }

    /** Without the secret: it has no place in a log. */
    @Override
    public String toString() {
        return "DeviceProof[" + id + "]";
    }
}
