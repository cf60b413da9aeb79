package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.math3.distribution.ZipfDistribution;

/**
 * The people of a load test: each has an access token, an address and a portfolio.
 */
public final class Users {

	private static final List<String> SYMBOLS = List.of("MSFT", "AAPL", "KO", "XOM", "IBM", "JPM", "PG", "WMT");

	/** The columns, which {@code load-test.yml} names too. */
	static final String HEADER = "token,address,portfolio,symbol";

	private static final long LINES_PER_USER = 10;

	private Users() {
	}

	/**
	 * Import a portfolio for each user and write them down.
	 * @param url where the system is
	 * @param secret what access tokens are signed with
	 * @param count how many users
	 * @param file CSV file to write: token, address, portfolio, symbol
	 * @return the file
	 * @throws IOException if it cannot be written
	 */
	public static Path write(URI url, byte[] secret, int count, Path file) throws IOException {
		Loopback.require(url);
		System.out.println("Importing the portfolios of " + count + " users");
		Seeder seeder = new Seeder(url);
		Stream<String> rows = IntStream.range(0, count)
			.parallel()
			.mapToObj((number) -> LoadUser.of(number, secret))
			.map((user) -> String.join(",", user.token(), user.address(), seeder.seed(user),
					SYMBOLS.get(user.number() % SYMBOLS.size())));
		List<String> lines = Stream.concat(Stream.of(HEADER), rows).toList();
		return Files.write(file, lines, StandardCharsets.UTF_8);
	}

	/**
	 * The same for tools that draw lines evenly: with ten times as many lines as users,
	 * and those who come often in more of them.
	 * @param url where the system is
	 * @param secret what access tokens are signed with
	 * @param count how many users
	 * @param file CSV file to write
	 * @throws IOException if it cannot be written
	 */
	public static void writeByZipf(URI url, byte[] secret, int count, Path file) throws IOException {
		List<String> lines = Files.readAllLines(write(url, secret, count, file));
		ZipfDistribution zipf = new ZipfDistribution(count, LoadPlan.ZIPF_EXPONENT);
		Stream<String> drawn = Stream.generate(() -> lines.get(zipf.sample())).limit(LINES_PER_USER * count);
		Files.write(file, Stream.concat(Stream.of(lines.get(0)), drawn).toList(), StandardCharsets.UTF_8);
	}

	/**
	 * Read the secret that access tokens are signed with.
	 * @param file the file that holds it
	 * @return its bytes
	 * @throws IOException if it cannot be read
	 */
	public static byte[] secret(Path file) throws IOException {
		return Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
	}

}
