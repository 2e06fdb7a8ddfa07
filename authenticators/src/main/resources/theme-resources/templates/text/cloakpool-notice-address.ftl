<#ftl output_format="plainText">
${msg("cloakpoolNoticeAddress", realmName, changedTo, hours)}

${link}
