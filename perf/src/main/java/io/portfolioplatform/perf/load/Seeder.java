package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives every user a portfolio of their own, through the import that people use, valued
 * in dollars.
 */
public final class Seeder {

	/**
	 * Instruments that have prices.
	 */
	public static final List<String> SYMBOLS = List.of("AAPL", "AMZN", "AXP", "BA", "CAT", "CL", "CSCO", "CVX", "GE",
			"HD", "IBM", "JPM", "KO", "MCD", "MMM", "MSFT", "PEP", "PFE", "PG", "TXN", "WFC", "WMT", "XOM");

	private static final LocalDate FIRST = LocalDate.of(2003, 1, 2);

	private static final int DAYS = 1800;

	private static final int ACTIVITIES = 60;

	/**
	 * The currency of the prices: there are no exchange rates of today in a system that
	 * does not ask for them, and what has no rate has no value.
	 */
	private static final String SETTINGS = "{\"baseCurrency\":\"USD\"}";

	private static final int OK = 200;

	private static final int CONFLICT = 409;

	private final HttpClient client = HttpClient.newHttpClient();

	private final JsonMapper mapper = new JsonMapper();

	private final URI url;

	/**
	 * Create the seeder.
	 * @param url where the system is
	 */
	public Seeder(URI url) {
		this.url = url;
	}

	/**
	 * Import the user's portfolio unless it is there.
	 * @param user the user
	 * @return identifier of the portfolio
	 */
	public String seed(LoadUser user) {
		return seed(user, csv(user));
	}

	/**
	 * Import a file unless it is there.
	 * @param user the user
	 * @param csv the file
	 * @return identifier of the portfolio
	 */
	public String seed(LoadUser user, String csv) {
		try {
			HttpResponse<String> settled = send(
					request(user, "/api/settings").header("Content-Type", "application/json")
						.PUT(BodyPublishers.ofString(SETTINGS))
						.build());
			if (settled.statusCode() != OK) {
				throw new IllegalStateException("Base currency refused: " + settled.body());
			}
			HttpResponse<String> imported = send(
					request(user, "/api/imports").header("Content-Type", "multipart/form-data; boundary=line")
						.POST(BodyPublishers.ofString(form("load.csv", csv)))
						.build());
			if (imported.statusCode() / 100 != 2 && imported.statusCode() != CONFLICT) {
				throw new IllegalStateException("Import refused: " + imported.body());
			}
			JsonNode portfolios = this.mapper.readTree(send(request(user, "/api/portfolios").build()).body());
			return portfolios.findValue("id").asString();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot seed user " + user.number(), ex);
		}
	}

	private HttpRequest.Builder request(LoadUser user, String path) {
		return HttpRequest.newBuilder(this.url.resolve(path))
			.header("Authorization", "Bearer " + user.token())
			.header("X-Forwarded-For", user.address());
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException {
		try {
			return this.client.send(request, BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	/**
	 * Return the form that imports a file.
	 * @param name the file's name, without quotes
	 * @param csv what is in it
	 * @return the body of a request of type {@code multipart/form-data; boundary=line}
	 */
	public static String form(String name, String csv) {
		return "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n" + csv
				+ "\r\n--line--\r\n";
	}

	private static String csv(LoadUser user) {
		Random random = new Random(user.number());
		return csv(random, ACTIVITIES, (activity) -> SYMBOLS.get(random.nextInt(SYMBOLS.size())));
	}

	/**
	 * Return a file of purchases.
	 * @param random where days, quantities and prices come from
	 * @param activities how many purchases
	 * @param symbols the instrument of each
	 * @return the file, with its header
	 */
	public static String csv(Random random, int activities, IntFunction<String> symbols) {
		StringBuilder text = new StringBuilder("date,type,symbol,quantity,unitPrice,currency\n");
		for (int activity = 0; activity < activities; activity++) {
			text.append(FIRST.plusDays(random.nextInt(DAYS)))
				.append(",buy,")
				.append(symbols.apply(activity))
				.append(',')
				.append(1 + random.nextInt(50))
				.append(',')
				.append(10 + random.nextInt(90))
				.append(",USD\n");
		}
		return text.toString();
	}

}
