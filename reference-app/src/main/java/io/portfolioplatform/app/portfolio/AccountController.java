package io.portfolioplatform.app.portfolio;

import java.net.URI;
import java.util.UUID;

import io.portfolioplatform.app.problem.IfMatch;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Edits the accounts of a portfolio, which lists them itself.
 */
@RestController
@RequestMapping("/api/portfolios/{portfolio}/accounts")
class AccountController {

	private final PortfolioEditing editing;

	private final UserTransactions transactions;

	AccountController(PortfolioEditing editing, UserTransactions transactions) {
		this.editing = editing;
		this.transactions = transactions;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	ResponseEntity<AccountSummary> open(UserId user, @PathVariable UUID portfolio,
			@RequestBody AccountRequest request) {
		AccountSummary opened = this.transactions.write(user, () -> this.editing.open(user, portfolio, request));
		return ResponseEntity.created(URI.create("/api/portfolios/" + portfolio + "/accounts/" + opened.id()))
			.eTag(IfMatch.etag(opened.version()))
			.body(opened);
	}

	@PutMapping("/{id}")
	ResponseEntity<AccountSummary> rename(UserId user, @PathVariable UUID portfolio, @PathVariable UUID id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
			@RequestBody PortfolioRequest request) {
		int basis = IfMatch.version(version);
		AccountSummary renamed = this.transactions.write(user,
				() -> this.editing.rename(user, portfolio, id, basis, request));
		return ResponseEntity.ok().eTag(IfMatch.etag(renamed.version())).body(renamed);
	}

	/**
	 * Deletes an account that no activity names.
	 */
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void close(UserId user, @PathVariable UUID portfolio, @PathVariable UUID id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
		int basis = IfMatch.version(version);
		this.transactions.write(user, () -> this.editing.close(user, portfolio, id, basis));
	}

}
