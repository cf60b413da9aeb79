package io.portfolioplatform.app.imports;

/**
 * Kinds of activities a file may hold.
 */
enum ActivityType {

	BUY, SELL, DIVIDEND, INTEREST, FEE, DEPOSIT, WITHDRAWAL, ITEM, LIABILITY

}
