<#ftl output_format="plainText">
${msg(noticeKey, realmName)}
