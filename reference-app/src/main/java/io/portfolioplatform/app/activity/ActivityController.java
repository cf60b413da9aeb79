package io.portfolioplatform.app.activity;

import java.net.URI;
import java.util.UUID;

import io.portfolioplatform.app.problem.BadFieldException;
import io.portfolioplatform.app.problem.IfMatch;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists and edits the activities of a portfolio. A change names the version it is based
 * on ({@code If-Match}); a creation may name a key by which its repetition is recognised
 * ({@code Idempotency-Key}).
 */
@RestController
@RequestMapping("/api/portfolios/{portfolio}/activities")
class ActivityController {

	private static final int MOST = 200;

	private static final int LONGEST_KEY = 100;

	private final ActivityService activities;

	private final UserTransactions transactions;

	ActivityController(ActivityService activities, UserTransactions transactions) {
		this.activities = activities;
		this.transactions = transactions;
	}

	@GetMapping
	ActivityPage list(UserId user, @PathVariable UUID portfolio,
			@RequestParam(required = false) @Nullable String symbol,
			@RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
		if (limit < 1 || limit > MOST) {
			throw new BadFieldException("limit", String.valueOf(limit), "must be between 1 and " + MOST);
		}
		if (symbol != null && symbol.chars().anyMatch(Character::isISOControl)) {
			throw new BadFieldException("symbol", symbol, "must be a symbol such as MSFT");
		}
		Cursor begin = Cursor.parse(cursor);
		return this.transactions.read(user, () -> this.activities.list(user, portfolio, symbol, begin, limit));
	}

	@GetMapping("/{id}")
	ResponseEntity<ActivityView> get(UserId user, @PathVariable UUID portfolio, @PathVariable long id) {
		ActivityView activity = this.transactions.read(user, () -> this.activities.get(user, portfolio, id));
		return ResponseEntity.ok().eTag(activity.etag()).body(activity);
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	ResponseEntity<ActivityView> create(UserId user, @PathVariable UUID portfolio, @RequestBody ActivityRequest request,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
		if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
			throw new BadFieldException("Idempotency-Key", key, "must have 1 to " + LONGEST_KEY + " characters");
		}
		ActivityView activity = this.transactions.write(user,
				() -> this.activities.create(user, portfolio, request, key));
		URI location = URI.create("/api/portfolios/" + portfolio + "/activities/" + activity.id());
		return ResponseEntity.created(location).eTag(activity.etag()).body(activity);
	}

	@PutMapping("/{id}")
	ResponseEntity<ActivityView> change(UserId user, @PathVariable UUID portfolio, @PathVariable long id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
			@RequestBody ActivityRequest request) {
		int basis = IfMatch.version(version);
		ActivityView activity = this.transactions.write(user,
				() -> this.activities.change(user, portfolio, id, basis, request));
		return ResponseEntity.ok().eTag(activity.etag()).body(activity);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(UserId user, @PathVariable UUID portfolio, @PathVariable long id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
		int basis = IfMatch.version(version);
		this.transactions.write(user, () -> this.activities.delete(user, portfolio, id, basis));
	}

}
