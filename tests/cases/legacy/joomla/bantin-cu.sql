-- MySQL dump 10.13  Distrib 5.7.44, for Linux (x86_64)
--
-- Host: localhost    Database: bantin_cu
-- ------------------------------------------------------
-- Server version	5.7.44-log; it's an old one

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;

DROP TABLE IF EXISTS `j25_associations`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
CREATE TABLE `j25_associations` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `context` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `key` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  PRIMARY KEY (`id`),
  KEY `idx_state` (`context`,`id`)
) ENGINE=InnoDB AUTO_INCREMENT=99 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO `j25_associations` VALUES (19,'com_content.item','0ba1'),(20,'com_content.item','0ba1'),(101,'com_menus.item','77aa');

DROP TABLE IF EXISTS `j25_categories`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
CREATE TABLE `j25_categories` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `asset_id` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `parent_id` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `lft` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `rgt` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `level` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `path` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `extension` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `title` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `alias` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `published` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `access` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `language` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  PRIMARY KEY (`id`),
  KEY `idx_state` (`asset_id`,`id`)
) ENGINE=InnoDB AUTO_INCREMENT=99 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
LOCK TABLES `j25_categories` WRITE;
/*!40000 ALTER TABLE `j25_categories` DISABLE KEYS */;
INSERT INTO `j25_categories` VALUES (1,0,0,0,9,0,'','system','ROOT','root',1,1,'*'),(2,27,1,1,2,1,'uncategorised','com_content','Uncategorised','uncategorised',1,1,'*'),(8,30,1,3,6,1,'tin-tuc','com_content','Tin tức','tin-tuc',1,1,'*'),(9,31,8,4,5,2,'tin-tuc/ky-thuat','com_content','Kỹ thuật','ky-thuat',1,1,'*'),(10,32,1,7,8,1,'khen-thuong','com_content','Khen thưởng','khen-thuong',1,1,'*'),(11,33,1,9,12,1,'noi-bo','com_content','Nội bộ','noi-bo',1,3,'*'),(12,34,11,10,11,2,'noi-bo/lich','com_content','Lịch','lich',1,1,'*');
/*!40000 ALTER TABLE `j25_categories` ENABLE KEYS */;
UNLOCK TABLES;

DROP TABLE IF EXISTS `j25_content`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
CREATE TABLE `j25_content` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `asset_id` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `title` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `alias` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `introtext` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `fulltext` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `state` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `catid` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `created` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `created_by` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `created_by_alias` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `publish_up` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `publish_down` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `images` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `access` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `language` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `metadesc` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  PRIMARY KEY (`id`),
  KEY `idx_state` (`asset_id`,`id`)
) ENGINE=InnoDB AUTO_INCREMENT=99 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
LOCK TABLES `j25_content` WRITE;
INSERT INTO `j25_content` VALUES (12,50,'Phát động thi đua “Đường thông, xe tốt”','phat-dong-thi-dua-duong-thong-xe-tot','<p style=\"text-align: justify;\"><strong>Sáng 05/3/2019, Trung đoàn Kỹ thuật Mây Trắng phát động thi đua “Đường thông, xe tốt” tại nhà xe số 2.</strong></p>\r\n','\r\n<p style=\"text-align: center;\"><img src=\"images/stories/2019/le%20phat%20dong%201.jpg\" alt=\"le phat dong 1\" width=\"600\" height=\"400\" /></p>\r\n<p style=\"text-align: center;\"><em>Thượng tá Đinh Văn Khoát phát động thi đua.</em></p>\r\n<p>Thi đua kéo dài đến ngày 19/5/2019; mỗi tổ thợ nhận một tuyến đường. Kế hoạch in ở <a href=\"/index.php/tin-tuc/9-ky-thuat/15-so-ket-thang-dau\">bài sơ kết</a>, bản đầy đủ ở <a href=\"images/stories/ke-hoach.pdf\">tệp này</a>; xem thêm <a href=\"https://vi.wikipedia.org/wiki/Thi_đua\">thi đua</a>.</p>\r\n<p>Nội dung thi đua:</p>\r\n<ul>\r\n<li>bảo dưỡng đúng ngày;</li>\r\n<li>sửa chữa đúng hẹn, \\ dấu gạch ngược và dấu \' nháy.</li>\r\n</ul>\r\n<p style=\"text-align: right;\"><strong>Tin, ảnh: Lò Thị Mây</strong></p>\r\n<p><strong>Bài viết khác:</strong></p>\r\n<ul><li><a href=\"/index.php/tin-tuc/9-ky-thuat/15-so-ket-thang-dau\">Sơ kết tháng đầu</a></li></ul>',1,8,'2019-03-05 18:30:00',42,'','2019-03-05 18:30:00','0000-00-00 00:00:00','{}',1,'*',''),(15,51,'Sơ kết tháng đầu','so-ket-thang-dau','<p>Ngày 06/4/2019, xưởng sơ kết tháng đầu của đợt thi đua.</p>\r\n<hr id=\"system-readmore\" />\r\n<p>Kết quả: 12 xe ra xưởng trước hẹn.</p>','',1,9,'2019-04-07 02:00:00',43,'Hà Văn Suối','2019-04-07 02:00:00',NULL,'{\"image_intro\": \"images/stories/2019/xuong.jpg\", \"image_intro_alt\": \"Th\\u1ee3 x\\u01b0\\u1edfng b\\u00ean chi\\u1ebfc xe cu\\u1ed1i c\\u00f9ng\", \"image_intro_caption\": \"Chi\\u1ebfc xe cu\\u1ed1i c\\u00f9ng ra x\\u01b0\\u1edfng ng\\u00e0y 06/4/2019.\", \"image_fulltext\": \"\"}',1,'*','Tóm tắt cho máy tìm kiếm'),(16,52,'Bài đang viết','bai-dang-viet','<p>Còn thiếu số liệu quý II.</p>','',0,8,'2019-05-02 01:00:00',42,'','2019-05-02 01:00:00',NULL,'',1,'*',''),(17,53,'Họp nội bộ','hop-noi-bo','<p>Chỉ cho thành viên đọc.</p>','',1,8,'2019-05-03 01:00:00',42,'','2019-05-03 01:00:00',NULL,'',2,'*','');
INSERT INTO `j25_content` (`title`, `id`, `asset_id`, `alias`, `introtext`, `fulltext`, `state`, `catid`, `created`, `created_by`, `created_by_alias`, `publish_up`, `publish_down`, `images`, `access`, `language`, `metadesc`) VALUES
('Bài bỏ đi',18,54,'bai-bo-di','<p>Trong thùng rác.</p>','',-2,8,'2019-05-04 01:00:00',42,'','2019-05-04 01:00:00',NULL,'',1,'*',''),
('Trao thưởng đợt thi đua “Đường thông, xe tốt”',19,55,'2019-05-20-03-04-05','<p>Chiều 20/5/2019, Trung đoàn trao thưởng cho tập thể, cá nhân xuất sắc.</p>\r\n{loadposition quangcao}\r\n<table border=\"1\"><tbody><tr><td><strong>Họ và tên</strong></td><td><strong>Đơn vị</strong></td><td><strong>Hình thức</strong></td></tr><tr><td>Đại úy Cà Văn Thông</td><td>Tổ sửa chữa 1</td><td>Giấy khen</td></tr></tbody></table>\r\n<p><img src=\"http://bantin.maytrang.example/images/stories/2019/Trao%20thuong.JPG\" alt=\"Cờ thi đua\" /></p>\r\n<iframe src=\"https://video.example/1\"></iframe><script>alert(1)</script>\r\n<p><img src=\"images/stories/2019/khong-con.jpg\" alt=\"\" /></p>','',1,10,'2019-05-20 09:00:00',42,'','2019-05-20 09:00:00',NULL,'',1,'vi-VN',''),
('Rewards of the drive “Open Road, Sound Vehicle”',20,56,'rewards-of-the-drive','<p>On the afternoon of 20 May 2019 the Regiment rewarded its best teams and craftsmen.</p>\r\n<p><img src=\"images/stories/2019/Trao%20thuong.JPG\" alt=\"The flag of the drive\" /></p>','',1,10,'2019-05-20 10:00:00',42,'','2019-05-20 10:00:00',NULL,'',1,'en-GB',''),
('Hẹn ngày hội xuống xưởng',21,57,'hen-ngay-hoi-xuong-xuong','<p>Ngày hội xuống xưởng sẽ mở lúc 8 giờ.</p>','',1,8,'2026-11-01 01:00:00',42,'','2031-01-05 01:00:00',NULL,'',1,'*',''),
('Bài không dấu cách bảng mã',22,58,'bai-bang-ma','<p>PhÃ²ng Ká»¹ thuáº­t lÃ m viá»c</p>','',2,8,'2018-01-01 17:30:00',42,'','2018-01-01 17:30:00','2018-02-01 00:00:00','',1,'*',''),
('Lịch trực',24,60,'lich-truc','<p>Chỉ người trong mục nội bộ đọc.</p>','',1,12,'2019-06-02 01:00:00',42,'','2019-06-02 01:00:00',NULL,'',1,'*',''),
('Bài rỗng',23,59,'bai-rong','<p>&nbsp;</p>','',1,8,'2019-06-01 01:00:00',42,'','2019-06-01 01:00:00',NULL,'',1,'*','');
UNLOCK TABLES;

DROP TABLE IF EXISTS `j25_contentitem_tag_map`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
CREATE TABLE `j25_contentitem_tag_map` (
  `type_alias` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `core_content_id` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `content_item_id` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `tag_id` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `tag_date` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  `type_id` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '' COMMENT 'a, b; c)',
  PRIMARY KEY (`tag_id`),
  KEY `idx_state` (`core_content_id`,`tag_id`)
) ENGINE=InnoDB AUTO_INCREMENT=99 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO `j25_contentitem_tag_map` VALUES ('com_content.article',1,12,2,'2019-03-05 18:30:00',1),('com_content.category',2,12,3,'2019-03-05 18:30:00',4);

INSERT INTO `j25_menu` (`id`, `menutype`, `title`, `alias`, `path`, `link`, `type`, `published`, `parent_id`, `home`, `language`) VALUES
(1,'','Menu_Item_Root','root','','','',1,0,0,'*'),
(101,'mainmenu','Trang chủ','trang-chu','trang-chu','index.php?option=com_content&view=featured','component',1,1,1,'*'),
(102,'mainmenu','Tin tức','tin-tuc','tin-tuc','index.php?option=com_content&view=category&layout=blog&id=8','component',1,1,0,'*');

INSERT INTO `j25_session` VALUES ('a\'b;c',0x1f8b08,_binary 'x\0y\\',-1,1.5e3);
INSERT INTO `j25_tags` (`id`,`title`,`alias`) VALUES (2,'Thi đua','thi-dua'),(3,'Khác','khac');

INSERT INTO `j25_ucm_content` VALUES (1,'com_content.article','x');
INSERT INTO `j25_users` (`id`, `name`, `username`) VALUES (42,'Super User','admin'),(43,'Nông Văn Bản','ban');
DELIMITER ;;
/*!50003 CREATE TRIGGER t BEFORE INSERT ON `j25_users` FOR EACH ROW BEGIN INSERT INTO `j25_content` VALUES (NEW.id); END */;;
DELIMITER ;
-- Dump completed on 2026-11-01  1:00:00
