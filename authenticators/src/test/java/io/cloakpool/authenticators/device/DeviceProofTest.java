package io.cloakpool.authenticators.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceProofTest {
    @Test
    void a_proof_is_read_as_it_was_written_and_tells_no_secret() {
        DeviceProof proof = new DeviceProof("id-1", "a.secret");

        assertThat(DeviceProof.read(proof.text())).contains(proof);
        assertThat(proof).hasToString("DeviceProof[id-1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "id", "id.", ".secret"})
    void what_is_no_proof_is_none(String text) {
        assertThat(DeviceProof.read(text)).isEmpty();
    }

    @Test
    void a_browser_keeps_the_newest_proofs_and_one_of_a_device() {
        List<DeviceProof> others = IntStream.range(0, 9)
                .mapToObj(i -> new DeviceProof("id-" + i, "s"))
                .toList();
        DeviceProof again = new DeviceProof("id-1", "t");

        assertThat(again.before(others))
                .containsExactly(again, others.get(0), others.get(2), others.get(3), others.get(4));
    }
}
