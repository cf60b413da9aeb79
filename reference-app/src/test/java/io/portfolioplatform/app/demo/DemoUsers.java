package io.portfolioplatform.app.demo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.user.UserId;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A thousand users with different portfolios, the same at every start. Their files go
 * through the import that everybody's uploads go through.
 */
public class DemoUsers implements ApplicationRunner {

	/**
	 * Number of users.
	 */
	public static final int COUNT = 1000;

	private static final int IMPORTS_AT_A_TIME = 4;

	private final JdbcClient jdbc;

	private final ImportService imports;

	DemoUsers(JdbcClient jdbc, ImportService imports) {
		this.jdbc = jdbc;
		this.imports = imports;
	}

	/**
	 * Returns a demo user.
	 * @param number the number, starting with 1: the one whose token the demo prints
	 * @return the user
	 */
	public static UserId user(int number) {
		return new UserId(UUID.nameUUIDFromBytes(("demo user " + number).getBytes(StandardCharsets.UTF_8)));
	}

	@Override
	public void run(ApplicationArguments args) throws ExecutionException, InterruptedException {
		PriceHistory prices = PriceHistory.load(this.jdbc);
		ExecutorService executor = Executors.newFixedThreadPool(IMPORTS_AT_A_TIME);
		try {
			for (Future<?> done : IntStream.rangeClosed(1, COUNT)
				.mapToObj((number) -> executor.submit(() -> importFor(number, prices)))
				.toList()) {
				done.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private void importFor(int number, PriceHistory prices) {
		this.imports.importFile(user(number), file(number, prices), null);
	}

	/**
	 * Returns the file a demo user imports.
	 * @param number the user's number
	 * @param jdbc a database with the bundled prices
	 * @return the file
	 */
	public static ImportFile file(int number, JdbcClient jdbc) {
		return file(number, PriceHistory.load(jdbc));
	}

	private static ImportFile file(int number, PriceHistory prices) {
		String export = new DemoPortfolio(number, prices).export();
		return new ImportFile("demo-user-" + number + ".json", export.getBytes(StandardCharsets.UTF_8));
	}

}
