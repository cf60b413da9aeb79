package io.portfolioplatform.perf.faults;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One write of a person.
 *
 * @param kind what is done
 * @param activity what it is done to; one that is new has no version yet
 * @param quantity its quantity afterwards, 0 if it is deleted
 */
record Write(Kind kind, Activity activity, int quantity) {

	HttpRequest.Builder to(Client client, String portfolio) {
		String all = "/api/portfolios/" + portfolio + "/activities";
		HttpRequest.Builder request = client
			.request((this.kind == Kind.PURCHASE) ? all : all + "/" + this.activity.id())
			.header("Content-Type", "application/json");
		return switch (this.kind) {
			case PURCHASE ->
				request.header("Idempotency-Key", this.activity.label()).POST(BodyPublishers.ofString(body()));
			case CHANGE -> request.header("If-Match", this.activity.etag()).PUT(BodyPublishers.ofString(body()));
			case DELETION -> request.header("If-Match", this.activity.etag()).DELETE();
		};
	}

	/**
	 * Return whether it has been done.
	 * @param found the activity as it is now, or that there is none
	 */
	boolean isDone(String found) {
		JsonNode activity = new JsonMapper().readTree(found);
		return (this.kind == Kind.DELETION) ? !activity.has("version")
				: activity.path("version").asInt() == this.activity.version() + 1
						&& activity.path("quantity").asString().equals(Integer.toString(this.quantity));
	}

	private String body() {
		return """
				{"date": "2007-06-01", "type": "BUY", "symbol": "MSFT", "quantity": "%d", "unitPrice": "30", "currency": "USD",
				"comment": "%s"}"""
			.formatted(this.quantity, this.activity.label());
	}

	/**
	 * An activity as this person knows it.
	 *
	 * @param label is its comment
	 * @param id identifier
	 * @param version how often it was written
	 */
	record Activity(String label, long id, int version) {

		private String etag() {
			return "\"" + this.version + "\"";
		}

	}

	/**
	 * Kinds of writes.
	 */
	enum Kind {

		/** Recognised by its key when it comes again. */
		PURCHASE(201, 201),

		/** Has changed its version when it comes again. */
		CHANGE(200, 412),

		/** Has nothing left to delete when it comes again. */
		DELETION(204, 404);

		private final int done;

		private final int again;

		Kind(int done, int again) {
			this.done = done;
			this.again = again;
		}

		int done() {
			return this.done;
		}

		/**
		 * Return what is a good answer. What an earlier attempt has done tells the next
		 * one so, and nginx may make two of one.
		 */
		Set<Integer> wanted() {
			return (this.again != this.done) ? Set.of(this.done, this.again) : Set.of(this.done);
		}

	}

}
