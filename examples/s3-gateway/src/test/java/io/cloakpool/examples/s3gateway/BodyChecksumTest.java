package io.cloakpool.examples.s3gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyChecksumTest {
    /** The usual check values of the CRC catalogue and of FIPS 180, for the nine digits. */
    @ParameterizedTest
    @CsvSource({
        "x-amz-checksum-crc32, cbf43926",
        "x-amz-checksum-crc32c, e3069283",
        "x-amz-checksum-crc64nvme, ae8b14860a799888",
        "x-amz-checksum-sha1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "x-amz-checksum-sha256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
    })
    void check_values_come_out(String trailer, String expected) throws S3Error {
        byte[] digits = Recorder.utf8("x123456789x");
        BodyChecksum checksum = BodyChecksum.forTrailer(trailer);
        checksum.update(digits, 1, 4);
        checksum.update(digits, 5, 5);
        assertThat(HexFormat.of().formatHex(checksum.value())).isEqualTo(expected);
    }

    @Test
    void an_unknown_trailer_is_refused() {
        assertThatThrownBy(() -> BodyChecksum.forTrailer("x-amz-checksum-md5")).isInstanceOf(S3Error.class);
    }
}
