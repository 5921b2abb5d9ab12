CREATE TABLE `folder_file` (
	`connection_id` text NOT NULL,
	`name` text NOT NULL,
	`size` integer NOT NULL,
	`modified_ms` integer NOT NULL,
	`sha256` text,
	`shape_hash` text,
	`state` text NOT NULL,
	`text` text,
	`batch_id` text,
	`as_of` text,
	`run_id` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`connection_id`, `name`)
);
