package io.cloakpool.migration.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** scrypt, with the vectors of RFC 7914, section 12, and hashes that libraries made. */
@Tag("vectors")
final class ScryptFormatTest extends FormatContract {
    @Override
    PasswordFormat format() {
        return PasswordFormats.SCRYPT;
    }

    @Override
    List<Vector> vectors() {
        return List.of(
                new Vector(
                        "RFC 7914",
                        "",
                        "$scrypt$ln=4,r=1,p=1$$d9ZXYjhleyA7GcpCwYoEl/FrSETjB0ro39/6P+3iFEL80Aad7QlI+DJqdToPyB8X6NPg+y4NNijPNeIMONGJBg"),
                new Vector(
                        "RFC 7914",
                        "password",
                        "$scrypt$ln=10,r=8,p=16$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA"),
                new Vector(
                        "RFC 7914",
                        "pleaseletmein",
                        "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw"),
                new Vector(
                        "passlib 1.7.4",
                        UTF8,
                        "$scrypt$ln=10,r=8,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"),
                new Vector(
                        "passlib 1.7.4",
                        "",
                        "$scrypt$ln=10,r=8,p=1$b61Vao2xFiLk/P//H0NIyQ$+Q92eI6gp4mM/s704I8IyKkOqx5yWXah8OikCXzaBFE"),
                new Vector(
                        "passlib 1.7.4",
                        LONG,
                        "$scrypt$ln=10,r=8,p=2$l/Ke816r1ZqzNibE2HuPUQ$ur3iJe+TUjJ2HYxnJEdEfniLPjQRc3nbJ1sfvGEMhGU"),
                new Vector(
                        "lambdaworks scrypt, SCryptUtil, README",
                        "secret",
                        "$s0$e0801$epIxT/h6HbbwHaehFnh/bw==$7H0vsXlY8UxxyW/BWx/9GuY7jEvGjT71GFd6O4SZND0="),
                new Vector(
                        "Python 3.11 hashlib.scrypt, encoded by hand",
                        UTF8,
                        "$s0$a0802$MDEyMzQ1Njc4OWFiY2RlZg==$qqElSmK/rOiTUTkB6qpXiI/oziiUFPge/YduxCkTexM="),
                new Vector(
                        "Django, tests/auth_tests/test_hashers.py",
                        "lètmein",
                        "scrypt$16384$seasalt$8$5$ECMIUp+LMxMSK8xB/IVyba+KYGTI7FTnet025q/1f/vBAVnnP3hdYqJuRi+mJn6ji6ze3Fbb7JEFPKGpuEf5vw=="),
                new Vector(
                        "Django 5.2.17",
                        UTF8,
                        "scrypt$1024$WAasETS4urXuExYImwJLld$8$5$/2w1pbYSQIUoXx7pC3INqwKqMx8HTY8gt0H2xWNEbbaiOzNojwpcJijrN7MyqYDdFTvExlDStmJlAg64DeYQsQ=="),
                new Vector(
                        "Django 5.2.17",
                        "",
                        "scrypt$1024$ePcumkZ5oDSM8hdtmlY4UU$8$5$siUb1DHHPKOafmLtE5bdfo+VWzi1tWIvKj/Q2aKRtQAIAVQ/RoFZwyJcle9qJo2ysa7eMP4Ka5IWDTGxJjWyDQ=="));
    }

    @Override
    List<Refusal> refusals() {
        return List.of(
                tooCostly(
                        "binary logarithm of N is 30",
                        "$scrypt$ln=30,r=8,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"),
                tooCostly(
                        "binary logarithm of N is 65535",
                        "$s0$ffff0801$epIxT/h6HbbwHaehFnh/bw==$7H0vsXlY8UxxyW/BWx/9GuY7jEvGjT71GFd6O4SZND0="),
                tooCostly(
                        "N is 1073741824",
                        "scrypt$1073741824$seasalt$8$5$ECMIUp+LMxMSK8xB/IVyba+KYGTI7FTnet025q/1f/vBAVnnP3hdYqJuRi+mJn6ji6ze3Fbb7JEFPKGpuEf5vw=="),
                tooCostly(
                        "memory in bytes (128 N r) is 1073741824",
                        "$scrypt$ln=20,r=8,p=1$U29kaXVtQ2hsb3JpZGU$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"),
                tooCostly(
                        "memory in bytes",
                        "$scrypt$ln=1,r=2000000,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"),
                tooCostly(
                        "r is 9999999999",
                        "$scrypt$ln=10,r=9999999999,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"),
                tooCostly(
                        "p is 17",
                        "$scrypt$ln=10,r=8,p=17$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"),
                tooCostly(
                        "N r p is",
                        "$scrypt$ln=18,r=8,p=3$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"),
                malformed(
                        "N is no power of two",
                        "scrypt$16383$seasalt$8$5$ECMIUp+LMxMSK8xB/IVyba+KYGTI7FTnet025q/1f/vBAVnnP3hdYqJuRi+mJn6ji6ze3Fbb7JEFPKGpuEf5vw=="),
                malformed(
                        "N is no power of two",
                        "scrypt$1$seasalt$8$5$ECMIUp+LMxMSK8xB/IVyba+KYGTI7FTnet025q/1f/vBAVnnP3hdYqJuRi+mJn6ji6ze3Fbb7JEFPKGpuEf5vw=="),
                malformed(
                        "ln is 0",
                        "$scrypt$ln=0,r=8,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"),
                malformed(
                        "r and p",
                        "$scrypt$ln=10,r=0,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"),
                malformed(
                        "r and p",
                        "$scrypt$ln=10,r=8,p=0$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"),
                malformed(
                        "below 65536",
                        "$scrypt$ln=16,r=1,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"),
                malformed(
                        "has not the form",
                        "$scrypt$ln=10,p=1,r=8$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"),
                malformed(
                        "salt is no Base64", "$scrypt$ln=10,r=8,p=1$6t1by$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"),
                malformed(
                        "hash has 31 bytes",
                        "$scrypt$ln=10,r=8,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5u"),
                malformed(
                        "salt has 65 bytes",
                        "scrypt$1024$sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss$8$5$ECMIUp+LMxMSK8xB/IVyba+KYGTI7FTnet025q/1f/vBAVnnP3hdYqJuRi+mJn6ji6ze3Fbb7JEFPKGpuEf5vw=="));
    }

    /** What the sign-in of an imported user would ask for: 1 TiB. A refusal that computes anything would never come back. */
    @Test
    void cost_of_two_to_the_power_of_30_is_refused_within_10_ms() {
        String encoded = "$scrypt$ln=30,r=8,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk";
        assertThatThrownBy(() -> format().parse(encoded)).isInstanceOf(UnusableHashException.class);

        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> format().parse(encoded)).isInstanceOf(UnusableHashException.class);
        }

        assertThat(Duration.ofNanos((System.nanoTime() - start) / 100)).isLessThan(Duration.ofMillis(10));
    }

    @Test
    void memory_is_said_before_it_is_taken() {
        assertThat(format().parse(vectors().get(2).encoded()).memory()).isBetween(16L << 20, 17L << 20);
    }
}
