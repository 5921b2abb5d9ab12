CREATE TABLE `bank_line` (
	`id` text PRIMARY KEY NOT NULL,
	`line_key` text NOT NULL,
	`file_name` text NOT NULL,
	`row` integer NOT NULL,
	`date` text NOT NULL,
	`value_date` text,
	`currency` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`text` text NOT NULL,
	`payer_name` text,
	`payer_account` text,
	`bank_reference` text,
	`own_account` text,
	`read_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `cash_match` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`bank_line_id` text,
	`payment_id` text,
	`date` text NOT NULL,
	`currency` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`rest_minor` integer NOT NULL,
	`kind` text NOT NULL,
	`confidence` text NOT NULL,
	`reasons_json` text NOT NULL,
	`approved_at` text NOT NULL,
	`approved_by` text NOT NULL,
	`exported_at` text,
	`withdrawn_at` text
);
--> statement-breakpoint
CREATE TABLE `cash_match_item` (
	`match_id` text NOT NULL,
	`document_id` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`short_minor` integer NOT NULL,
	`short_reason` text,
	`open_minor` integer NOT NULL,
	PRIMARY KEY(`match_id`, `document_id`)
);
--> statement-breakpoint
CREATE TABLE `payer_account` (
	`bank_account` text NOT NULL,
	`account_id` text NOT NULL,
	`learned_at` text NOT NULL,
	PRIMARY KEY(`bank_account`, `account_id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bank_line_key` ON `bank_line` (`line_key`);--> statement-breakpoint
CREATE INDEX `bank_line_amount` ON `bank_line` (`date`,`currency`,`amount_minor`);--> statement-breakpoint
CREATE INDEX `cash_match_account` ON `cash_match` (`account_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `cash_match_line` ON `cash_match` (`bank_line_id`) WHERE `withdrawn_at` IS NULL AND `bank_line_id` IS NOT NULL;--> statement-breakpoint
CREATE INDEX `cash_match_payment` ON `cash_match` (`payment_id`) WHERE `payment_id` IS NOT NULL;--> statement-breakpoint
CREATE INDEX `cash_match_item_document` ON `cash_match_item` (`document_id`);
