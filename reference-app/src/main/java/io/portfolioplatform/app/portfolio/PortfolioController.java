package io.portfolioplatform.app.portfolio;

import java.net.URI;
import java.util.List;
import java.util.UUID;

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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists and edits the signed-in user's portfolios. A change names the version it is based
 * on ({@code If-Match}); a name is taken once, so that a creation that is repeated makes
 * no second one.
 */
@RestController
@RequestMapping("/api/portfolios")
class PortfolioController {

	private final Portfolios portfolios;

	private final PortfolioEditing editing;

	private final UserTransactions transactions;

	PortfolioController(Portfolios portfolios, PortfolioEditing editing, UserTransactions transactions) {
		this.portfolios = portfolios;
		this.editing = editing;
		this.transactions = transactions;
	}

	@GetMapping
	List<PortfolioSummary> list(UserId user) {
		return this.transactions.read(user, () -> this.portfolios.list(user));
	}

	@GetMapping("/{id}")
	PortfolioDetails get(UserId user, @PathVariable UUID id) {
		// No ETag: accounts and activities change without the version, which stands in
		// the
		// body for a change to be based on.
		return this.transactions.read(user, () -> this.portfolios.get(user, id));
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	ResponseEntity<PortfolioDetails> create(UserId user, @RequestBody PortfolioRequest request) {
		PortfolioDetails created = this.transactions.write(user, () -> this.editing.create(user, request));
		return ResponseEntity.created(URI.create("/api/portfolios/" + created.id()))
			.eTag(IfMatch.etag(created.version()))
			.body(created);
	}

	@PutMapping("/{id}")
	ResponseEntity<PortfolioDetails> rename(UserId user, @PathVariable UUID id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
			@RequestBody PortfolioRequest request) {
		int basis = IfMatch.version(version);
		PortfolioDetails renamed = this.transactions.write(user, () -> this.editing.rename(user, id, basis, request));
		return ResponseEntity.ok().eTag(IfMatch.etag(renamed.version())).body(renamed);
	}

	/**
	 * Deletes a portfolio with its accounts and activities.
	 */
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(UserId user, @PathVariable UUID id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
		int basis = IfMatch.version(version);
		this.transactions.write(user, () -> this.editing.delete(user, id, basis));
	}

}
