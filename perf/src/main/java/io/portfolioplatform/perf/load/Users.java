package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The people of a load test: each has an access token, an address and a portfolio.
 */
public final class Users {

	private static final List<String> SYMBOLS = List.of("MSFT", "AAPL", "KO", "XOM", "IBM", "JPM", "PG", "WMT");

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
		System.out.println("Importing the portfolios of " + count + " users");
		Seeder seeder = new Seeder(url);
		Stream<String> rows = IntStream.range(0, count)
			.parallel()
			.mapToObj((number) -> LoadUser.of(number, secret))
			.map((user) -> String.join(",", user.token(), user.address(), seeder.seed(user),
					SYMBOLS.get(user.number() % SYMBOLS.size())));
		List<String> lines = Stream.concat(Stream.of("token,address,portfolio,symbol"), rows).toList();
		return Files.write(file, lines, StandardCharsets.UTF_8);
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
