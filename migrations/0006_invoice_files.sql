CREATE TABLE `file_content` (
	`sha256` text PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`fetched_at` text NOT NULL,
	`bytes` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `invoice_file` (
	`id` text PRIMARY KEY NOT NULL,
	`document_id` text NOT NULL,
	`source_id` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`mime` text,
	`size` integer,
	`sha256` text,
	`fetched_at` text
);
--> statement-breakpoint
CREATE TABLE `invoice_file_list` (
	`document_id` text PRIMARY KEY NOT NULL,
	`listed_at` text NOT NULL,
	`remark` text
);
--> statement-breakpoint
CREATE TABLE `draft_file` (
	`draft_id` text NOT NULL,
	`seq` integer NOT NULL,
	`file_id` text NOT NULL,
	`document_id` text NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`mime` text NOT NULL,
	`size` integer NOT NULL,
	PRIMARY KEY(`draft_id`, `seq`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invoice_file_source` ON `invoice_file` (`document_id`,`source_id`);--> statement-breakpoint
CREATE INDEX `invoice_file_content` ON `invoice_file` (`sha256`) WHERE `sha256` IS NOT NULL;--> statement-breakpoint
CREATE INDEX `draft_file_content` ON `draft_file` (`sha256`);
