package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Identity ids of guests, which cost no row. The uuid is one AES block under a key of the pool: 2 bytes day since 1970 (UTC),
 * 8 random bytes, 6 zero bytes. Who guesses a uuid hits the zeros with a chance of 2<sup>-48</sup>.
 */
public final class GuestIds {
    private static final int CHECK_BITS = 48;
    private static final int DAY_BITS = 16;
    private static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random must be a {@link java.security.SecureRandom} outside of tests */
    public GuestIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id of today. */
    public IdentityId mint(IdentityPool pool) {
        long day = Math.floorDiv(clock.instant().getEpochSecond(), SECONDS_PER_DAY);
        long noise = random.nextLong();
        long high = (day << (Long.SIZE - DAY_BITS)) | (noise >>> DAY_BITS);
        long low = noise << CHECK_BITS;
        ByteBuffer block = crypt(Cipher.ENCRYPT_MODE, pool, high, low);
        return new IdentityId(pool.id().region(), new UUID(block.getLong(), block.getLong()));
    }

    /** Whether the id was made for a guest of this pool, however long ago. */
    public boolean isOf(IdentityPool pool, IdentityId id) {
        return day(pool, id).isPresent();
    }

    /** Whether the id was made for a guest of this pool, and its time, {@code guestLifetime} after the end of its day, is not over. */
    public boolean isGood(IdentityPool pool, IdentityId id) {
        OptionalLong day = day(pool, id);
        return day.isPresent()
                && clock.instant()
                        .isBefore(Instant.ofEpochSecond((day.getAsLong() + 1) * SECONDS_PER_DAY)
                                .plus(pool.settings().guestLifetime()));
    }

    private static OptionalLong day(IdentityPool pool, IdentityId id) {
        if (!id.region().equals(pool.id().region())) {
            return OptionalLong.empty();
        }
        ByteBuffer block = crypt(
                Cipher.DECRYPT_MODE,
                pool,
                id.uuid().getMostSignificantBits(),
                id.uuid().getLeastSignificantBits());
        long high = block.getLong();
        long low = block.getLong();
        return low << (Long.SIZE - CHECK_BITS) == 0
                ? OptionalLong.of(high >>> (Long.SIZE - DAY_BITS))
                : OptionalLong.empty();
    }

    /** A single block of data that never repeats: the one case for which ECB, the bare block cipher, is the right mode. */
    @SuppressWarnings("InsecureCryptoUsage")
    private static ByteBuffer crypt(int mode, IdentityPool pool, long high, long low) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(GuestKeys.derive(pool, "guest id", ""), "AES"));
            byte[] block = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(high)
                    .putLong(low)
                    .array();
            return ByteBuffer.wrap(cipher.doFinal(block));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }
}
