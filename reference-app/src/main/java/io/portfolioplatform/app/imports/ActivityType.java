package io.portfolioplatform.app.imports;

/**
 * Kinds of activities a file may hold. The quantity of a SPLIT is the number of new units
 * for an old one.
 */
enum ActivityType {

	BUY, SELL, DIVIDEND, INTEREST, FEE, DEPOSIT, WITHDRAWAL, ITEM, LIABILITY, SPLIT, TRANSFER

}
