ALTER TABLE `account_summary` ADD `free_minor` integer NOT NULL DEFAULT 0;
--> statement-breakpoint
ALTER TABLE `account_summary` ADD `holds_json` text NOT NULL DEFAULT '[]';
--> statement-breakpoint
ALTER TABLE `account_summary` ADD `rests` integer NOT NULL DEFAULT 0;
--> statement-breakpoint
ALTER TABLE `account_summary` ADD `broken_level` integer NOT NULL DEFAULT 0;
--> statement-breakpoint
ALTER TABLE `account_summary` ADD `promise_due` text;
--> statement-breakpoint
ALTER TABLE `account_summary` ADD `owner` text;
--> statement-breakpoint
ALTER TABLE `account_summary` ADD `lane` text;
--> statement-breakpoint
ALTER TABLE `account_summary` ADD `proposal_json` text;
--> statement-breakpoint
ALTER TABLE `account_summary` ADD `has_step` integer NOT NULL DEFAULT 1;
--> statement-breakpoint
UPDATE `workspace` SET aged_on = NULL;
--> statement-breakpoint
CREATE TABLE `promise` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`currency` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`date` text NOT NULL,
	`grace_days` integer NOT NULL,
	`level` integer NOT NULL,
	`promised_by` text,
	`channel` text NOT NULL,
	`note` text NOT NULL,
	`state` text NOT NULL,
	`received_minor` integer NOT NULL,
	`decided_on` text,
	`correction` text,
	`already_received_minor` integer NOT NULL,
	`open_then_minor` integer NOT NULL,
	`replaces` text,
	`made_on` text NOT NULL,
	`made_at` text NOT NULL,
	`made_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `promise_invoice` (
	`promise_id` text NOT NULL,
	`document_id` text NOT NULL,
	PRIMARY KEY(`promise_id`, `document_id`)
);
--> statement-breakpoint
CREATE TABLE `dispute` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`document_id` text NOT NULL,
	`currency` text NOT NULL,
	`reason` text NOT NULL,
	`amount_minor` integer,
	`text` text NOT NULL,
	`owner` text,
	`next_action` text,
	`next_date` text,
	`state` text NOT NULL,
	`opened_on` text NOT NULL,
	`opened_at` text NOT NULL,
	`opened_by` text NOT NULL,
	`resolved_on` text,
	`outcome` text,
	`overrides_books` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `dispute_paper` (
	`dispute_id` text NOT NULL,
	`name` text NOT NULL,
	`received_on` text,
	PRIMARY KEY(`dispute_id`, `name`)
);
--> statement-breakpoint
CREATE TABLE `hold` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text,
	`document_id` text,
	`reason` text NOT NULL,
	`until` text,
	`set_on` text NOT NULL,
	`set_at` text NOT NULL,
	`set_by` text NOT NULL,
	`lifted_at` text
);
--> statement-breakpoint
CREATE TABLE `do_not_contact` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`contact_id` text,
	`channel` text NOT NULL,
	`reason` text NOT NULL,
	`set_on` text NOT NULL,
	`set_at` text NOT NULL,
	`set_by` text NOT NULL,
	`lifted_at` text
);
--> statement-breakpoint
CREATE TABLE `unanswered_reply` (
	`account_id` text PRIMARY KEY NOT NULL,
	`since` text NOT NULL,
	`about` text NOT NULL,
	`set_at` text NOT NULL,
	`set_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `undeliverable_address` (
	`address` text PRIMARY KEY NOT NULL,
	`since` text NOT NULL,
	`about` text NOT NULL,
	`set_at` text NOT NULL,
	`set_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `account_owner` (
	`account_id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`set_at` text NOT NULL,
	`set_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `debtor_profile` (
	`account_id` text PRIMARY KEY NOT NULL,
	`debtor_type` text NOT NULL,
	`country` text,
	`region` text,
	`time_zone` text,
	`set_at` text NOT NULL,
	`set_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `promise_account` ON `promise` (`account_id`);--> statement-breakpoint
CREATE INDEX `promise_state` ON `promise` (`state`,`date`);--> statement-breakpoint
CREATE INDEX `promise_invoice_document` ON `promise_invoice` (`document_id`);--> statement-breakpoint
CREATE INDEX `dispute_account` ON `dispute` (`account_id`);--> statement-breakpoint
CREATE INDEX `dispute_document` ON `dispute` (`document_id`);--> statement-breakpoint
CREATE INDEX `dispute_open` ON `dispute` (`state`,`opened_on`);--> statement-breakpoint
CREATE UNIQUE INDEX `hold_target` ON `hold` (COALESCE(`account_id`, ''),COALESCE(`document_id`, '')) WHERE `lifted_at` IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `do_not_contact_target` ON `do_not_contact` (`account_id`,COALESCE(`contact_id`, ''),`channel`) WHERE `lifted_at` IS NULL;--> statement-breakpoint
CREATE TRIGGER `books_took_dispute_back` AFTER UPDATE OF `disputed` ON `document` WHEN OLD.disputed = 1 AND NEW.disputed = 0 BEGIN UPDATE `dispute` SET overrides_books = 0 WHERE document_id = NEW.id; END;
