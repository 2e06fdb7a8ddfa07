package io.cloakpool.migration.hash;

import java.util.List;

/** PHPass, with the vector of its own test and hashes of others. */
final class PhpassFormatTest extends FormatContract {
    @Override
    PasswordFormat format() {
        return PasswordFormats.PHPASS;
    }

    @Override
    List<Vector> vectors() {
        return List.of(
                new Vector("Openwall phpass 0.3, test.php", "test12345", "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"),
                new Vector(
                        "phpBB 3, as in passlib 1.7.4, test_handlers.py",
                        "test1",
                        "$H$9aaaaaSXBjgypwqm.JsMssPLiS8YQ00"),
                new Vector("FusionAuth, example of WordPress", "123456", "$P$BVaXtDXwf/ceSVp8VpLKx8bS2Y4O5F/"),
                new Vector("passlib 1.7.4", UTF8, "$P$6SCdQPyDXbrbsd8rPaoIlQDTW/AGpS/"),
                new Vector("passlib 1.7.4", "", "$P$6aCVSquRkUrkZUd1DM.vwp5OnSuWgr1"),
                new Vector("passlib 1.7.4", LONG, "$H$6nMUWtujldjFAnN1wVoEl5pLST4TAE1"));
    }

    @Override
    List<Refusal> refusals() {
        return List.of(
                tooCostly("cost is 21", "$P$JIQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"),
                tooCostly("cost is 63", "$H$zIQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"),
                malformed("cost is 6", "$P$4IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"),
                malformed("has not the form", "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L"),
                malformed("has not the form", "$P$9IQRaTwm+eRo7ud9Fh4E2PdI0S3r.L0"));
    }
}
